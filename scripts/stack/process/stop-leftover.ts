import { commandOf } from "./command-of";

/**
 * Stops a process that an earlier, killed run left behind, if its command line still names `mark` (usually our data
 * directory). Returns whether there was one. Throws when it can't be stopped.
 */
export async function stopLeftover(pid: number, mark: string, signal: NodeJS.Signals): Promise<boolean> {
  const isOurs = () => commandOf(pid)?.includes(mark) ?? false;
  if (!isOurs()) return false;
  for (const [attempt, waitMs] of [
    [signal, 8_000],
    ["SIGKILL", 3_000],
  ] as const) {
    process.kill(pid, attempt);
    const deadline = Date.now() + waitMs;
    while (isOurs()) {
      if (Date.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    if (!isOurs()) return true;
  }
  throw new Error(`Process ${pid} of an earlier run (${mark}) can't be stopped; stop it by hand and start again.`);
}
