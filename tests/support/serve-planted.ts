import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { buildApp, isBuilt } from "../../scripts/start/build-app";
import { type ServedBuild, serveBuild } from "./serve-build";
import { takeOutMiddleware } from "./serve-unguarded";

const root = join(import.meta.dirname, "..", "..");
/** Below the project, so that packages are found; ignored by git and by every check. */
const PLANTED = join(root, ".next-planted");

/**
 * Builds and serves the careless pages and routes of `tests/e2e/planted` with the product's own `lib`, root layout and
 * configuration, on the stack of the tests: what the sweeps must find. It has no middleware and none of the real pages.
 */
export async function servePlanted(): Promise<ServedBuild> {
  await mkdir(join(PLANTED, "app"), { recursive: true });
  const files = (await readdir(root)).filter((name) => /^(next\.config|postcss\.config|tsconfig|package)\./.test(name));
  for (const name of [...files, "lib", "emails", "app/layout.tsx", "app/globals.css", "app/_ui"]) {
    await rm(join(PLANTED, name), { recursive: true, force: true });
    await cp(join(root, name), join(PLANTED, name), { recursive: true });
  }
  await cp(join(root, "tests/e2e/planted/app"), join(PLANTED, "app"), { recursive: true });
  await symlink("../node_modules", join(PLANTED, "node_modules")).catch(() => undefined);
  const url = `http://localhost:${await findFreePort(0)}`;
  if (!(await isBuilt(PLANTED, ".next"))) await buildApp(PLANTED, ".next", { PUBLIC_BASE_URL: url });
  // The bundler takes the project's own, since it stands above.
  await takeOutMiddleware(join(PLANTED, ".next"));
  return serveBuild(PLANTED, ".next", url);
}
