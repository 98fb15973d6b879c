import { join } from "node:path";
import { buildApp, isBuilt } from "../../scripts/start/build-app";
import { DIST_DIR } from "./boot-browser-tests";
import { bootTestStack } from "./stack";

const root = join(import.meta.dirname, "..", "..");

/** The commands are tried with the build of the browser tests, which run before them; by themselves they make it. */
export default async function buildOnce(): Promise<void> {
  if (await isBuilt(root, DIST_DIR)) return;
  const stack = await bootTestStack();
  try {
    await buildApp(root, DIST_DIR, stack.env);
  } finally {
    await stack.stop();
  }
}
