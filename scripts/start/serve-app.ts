import { join } from "node:path";
import { type Child, startChild } from "../stack/process/start-child";

export type ServeOptions = {
  root: string;
  mode: "start" | "dev";
  distDir: string;
  /** Public origin; its port is listened on. */
  url: string;
  env: Record<string, string>;
  onLine: (line: string) => void;
  onCrash: (reason: string) => void;
};

/**
 * Serves our application with Next's own server and resolves when it answers. It listens on localhost only, since the
 * demo's passwords are public; FOYER_HOST=0.0.0.0 opens it, e.g. inside a container.
 */
export async function serveApp(options: ServeOptions): Promise<Child> {
  const { port } = new URL(options.url);
  const app = await startChild({
    name: "The application",
    command: process.execPath,
    args: [
      join(options.root, "node_modules/next/dist/bin/next"),
      options.mode,
      "--port",
      port,
      "--hostname",
      process.env.FOYER_HOST || "localhost",
    ],
    cwd: options.root,
    env: {
      ...options.env,
      NEXT_DIST_DIR: options.distDir,
      NODE_ENV: options.mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stopSignal: "SIGTERM",
    // Open live streams would keep the server alive for good; nothing is lost by ending them.
    graceMs: 3_000,
    onLine: options.onLine,
    onCrash: options.onCrash,
  });
  try {
    await untilAnswering(options.url, app);
  } catch (error) {
    await app.stop();
    throw error;
  }
  return app;
}

async function untilAnswering(url: string, app: Child): Promise<void> {
  let ended: string | undefined;
  void app.exited.then((how) => {
    ended = how;
  });
  // A server that dies is noticed at once. One that makes its first page on a busy machine, in `npm run dev`, takes its time.
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    if (ended) throw new Error(`The application did not start (${ended}):\n  ${app.lastLines.join("\n  ")}`);
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Error(`The application does not answer at ${url}:\n  ${app.lastLines.join("\n  ")}`);
}
