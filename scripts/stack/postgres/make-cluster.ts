import { spawn } from "node:child_process";
import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresPlace } from "./locate-postgres";

/** The superuser. As on hosted Supabase it is not the role anybody works with. */
export const SUPERUSER = "supabase_admin";

const MAJOR = "17";

/**
 * Runs `initdb` unless a finished cluster is there. A marker is written last: a data directory without it was left
 * half-made by a killed run and is made again.
 */
export async function makeCluster(place: PostgresPlace, marker: string, password: string): Promise<boolean> {
  const version = await readFile(join(place.data, "PG_VERSION"), "utf8").catch(() => null);
  const finished = await readFile(marker, "utf8").catch(() => null);
  if (version && finished !== null) {
    if (version.trim() !== MAJOR)
      throw new Error(
        `${place.data} was made by Postgres ${version.trim()}, not ${MAJOR}; empty it with npm run reset.`,
      );
    return false;
  }
  await rm(marker, { force: true });
  await rm(place.data, { recursive: true, force: true });
  await mkdir(place.data, { recursive: true, mode: 0o700 });
  const passwordFile = join(place.data, "..", "initial-password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.uid !== undefined && place.gid !== undefined) {
    await chown(place.data, place.uid, place.gid);
    await chown(passwordFile, place.uid, place.gid);
  }
  try {
    await runInitdb(place, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(marker, `Postgres ${MAJOR}\n`);
  return true;
}

/** The builtin locale sorts alike on every machine; ctype decides what full text search and pg_trgm call a letter. */
function runInitdb(place: PostgresPlace, passwordFile: string): Promise<void> {
  const ctype = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  const child = spawn(
    join(place.binaries, "initdb"),
    [
      `--pgdata=${place.data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      `--lc-ctype=${ctype}`,
      "--no-sync",
    ],
    { uid: place.uid, gid: place.gid, cwd: place.data, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    output += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${output}`))));
  });
}
