import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "../stack/process/run-to-end";

/** What a build is made of. Tests, documents, scripts and migrations don't belong to it. */
const FOLDERS = ["app", "lib", "emails", "public"];
const ROOT_FILE =
  /^(middleware|proxy|instrumentation(-client)?|next\.config|postcss\.config|tsconfig|package-lock|sentry\..*)\.(ts|mjs|js|json)$/;

/** Holds the hash of the sources a finished build was made from. */
const STAMP = "foyer-sources";

/** Whether a finished build of exactly these sources lies in `distDir`. */
export async function isBuilt(root: string, distDir: string): Promise<boolean> {
  const stamp = await readFile(join(root, distDir, STAMP), "utf8").catch(() => "");
  return stamp !== "" && existsSync(join(root, distDir, "BUILD_ID")) && stamp === (await hashSources(root));
}

/** Runs `next build` into `distDir`; rejects with the end of its output. The stamp is written last. */
export async function buildApp(
  root: string,
  distDir: string,
  env: Record<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const hash = await hashSources(root);
  await rm(join(root, distDir, STAMP), { force: true });
  await keeping([join(root, "tsconfig.json"), join(root, "next-env.d.ts")], () =>
    runToEnd([join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...env, NEXT_DIST_DIR: distDir, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      signal,
    }),
  );
  await writeFile(join(root, distDir, STAMP), hash);
}

/** Next writes the build folder's name into these; a build beside the usual one must leave no trace in them. */
async function keeping(files: readonly string[], work: () => Promise<void>): Promise<void> {
  const before = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => null)));
  try {
    await work();
  } finally {
    for (const [index, file] of files.entries()) {
      const text = before[index];
      const now = await readFile(file, "utf8").catch(() => null);
      if (typeof text === "string" && text !== now) await writeFile(file, text);
    }
  }
}

async function hashSources(root: string): Promise<string> {
  const files = (await readdir(root)).filter((name) => ROOT_FILE.test(name));
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries)
      if (entry.isFile()) files.push(join(entry.parentPath.slice(root.length + 1), entry.name));
  }
  const hash = createHash("sha256").update(process.version);
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  return hash.digest("hex");
}
