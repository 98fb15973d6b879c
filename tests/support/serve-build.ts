import { join } from "node:path";
import { serveApp } from "../../scripts/start/serve-app";

export type ServedBuild = { url: string; distDir: string; stop(): Promise<void> };

/** Serves a finished build on the stack of this process, beside the one that all tests share. */
export async function serveBuild(root: string, distDir: string, url: string): Promise<ServedBuild> {
  const { stop } = await serveApp({
    root,
    mode: "start",
    distDir,
    url,
    // Everything else stands in this process's own environment.
    env: { PUBLIC_BASE_URL: url },
    onLine: () => {},
    onCrash: (reason) => console.log(`${distDir} died: ${reason}`),
  });
  return { url, distDir: join(root, distDir), stop };
}
