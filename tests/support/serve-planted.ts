import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { buildApp, isBuilt } from "../../scripts/start/build-app";
import { buildVariables } from "./build-variables";
import { type ServedBuild, serveBuild } from "./serve-build";
import { takeOutMiddleware } from "./serve-unguarded";

const root = join(import.meta.dirname, "..", "..");
/** Below the project, so that packages are found; ignored by git and by every check. */
const PLANTED = join(root, ".next-planted");

/**
 * Builds the careless pages and routes of `tests/e2e/planted` with the product's own `lib`, root layout and configuration,
 * unless that has been done. The build has no middleware and none of the real pages.
 */
export async function buildPlanted(): Promise<void> {
  await mkdir(join(PLANTED, "app"), { recursive: true });
  const files = (await readdir(root)).filter((name) => /^(next\.config|postcss\.config|tsconfig|package)\./.test(name));
  for (const name of [...files, "lib", "emails", "app/layout.tsx", "app/globals.css", "app/_ui"]) {
    await rm(join(PLANTED, name), { recursive: true, force: true });
    await cp(join(root, name), join(PLANTED, name), { recursive: true });
  }
  await cp(join(root, "tests/e2e/planted/app"), join(PLANTED, "app"), { recursive: true });
  await symlink("../node_modules", join(PLANTED, "node_modules")).catch(() => undefined);
  if (!(await isBuilt(PLANTED, ".next"))) await buildApp(PLANTED, ".next", await buildVariables());
  // The bundler takes the project's own, since it stands above.
  await takeOutMiddleware(join(PLANTED, ".next"));
}

/** Serves the careless pages on the stack of the tests: what the sweeps must find. */
export async function servePlanted(): Promise<ServedBuild> {
  await buildPlanted();
  return serveBuild(PLANTED, ".next", `http://localhost:${await findFreePort(0)}`);
}
