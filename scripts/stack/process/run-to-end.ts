import { startChild } from "./start-child";

/**
 * Runs a Node script with this Node until it ends by itself; rejects with the end of what it said when it failed. An
 * abort stops it, and so does our own end, whatever that is.
 */
export async function runToEnd(
  args: string[],
  options: { cwd: string; env: Record<string, string>; signal?: AbortSignal },
): Promise<void> {
  options.signal?.throwIfAborted();
  const lines: string[] = [];
  const child = await startChild({
    name: args.join(" "),
    command: process.execPath,
    args,
    cwd: options.cwd,
    env: options.env,
    stopSignal: "SIGTERM",
    graceMs: 3_000,
    onLine: (line) => {
      lines.push(line);
      if (lines.length > 60) lines.shift();
    },
    onCrash: () => {},
  });
  const stop = () => void child.stop();
  options.signal?.addEventListener("abort", stop, { once: true });
  const how = await child.exited;
  options.signal?.removeEventListener("abort", stop);
  options.signal?.throwIfAborted();
  if (how !== "exit code 0") throw new Error(`${how}\n${lines.join("\n")}`);
}
