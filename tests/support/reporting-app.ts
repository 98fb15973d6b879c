import { join } from "node:path";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { serveApp } from "../../scripts/start/serve-app";

const root = join(import.meta.dirname, "../..");

export type ReportingApp = { url: string; lines: string[]; stop(): Promise<void> };

/** A second server of the application under test, on the same stack, with other variables: a DSN, a fault. */
export async function serveReportingApp(variables: Record<string, string>): Promise<ReportingApp> {
  const lines: string[] = [];
  const url = `http://localhost:${await findFreePort(0)}`;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const app = await serveApp({
    root,
    mode: "start",
    distDir: ".next-test",
    url,
    env: { ...inherited, PUBLIC_BASE_URL: url, LOG_LEVEL: "info", ...variables },
    onLine: (line) => lines.push(line),
    onCrash: (reason) => lines.push(`crashed: ${reason}`),
  });
  return { url, lines, stop: () => app.stop() };
}
