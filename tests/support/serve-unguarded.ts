import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { type ServedBuild, serveBuild } from "./serve-build";

const root = join(import.meta.dirname, "..", "..");
const UNGUARDED = ".next-unguarded";

/** What Next reads to know whether there is a middleware. */
const NONE = { version: 3, middleware: {}, functions: {}, sortedMiddleware: [] };

/** Makes Next serve a finished build as if it had no middleware. */
export function takeOutMiddleware(distDir: string): Promise<void> {
  return writeFile(join(distDir, "server/middleware-manifest.json"), JSON.stringify(NONE));
}

/** Serves a copy of a build from which the middleware was taken out. */
export async function serveUnguarded(distDir: string): Promise<ServedBuild> {
  await rm(join(root, UNGUARDED), { recursive: true, force: true });
  await cp(distDir, join(root, UNGUARDED), {
    recursive: true,
    filter: (path) => !/\/(cache|dev|types|diagnostics)$/.test(path),
  });
  await takeOutMiddleware(join(root, UNGUARDED));
  return serveBuild(root, UNGUARDED, `http://localhost:${await findFreePort(0)}`);
}
