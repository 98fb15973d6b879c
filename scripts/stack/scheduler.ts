import { readFile } from "node:fs/promises";
import { isDue } from "./cron";

type Cron = { path: string; schedule: string };

export type SchedulerOptions = {
  /** `vercel.json`, whose `crons` are played. */
  file: string;
  appUrl: string;
  secret: string;
  onLine: (line: string) => void;
};

/**
 * Plays Vercel Cron on this machine: at every full minute calls the paths that are due with the bearer secret. A path
 * whose last call still runs is left out, as a function that is busy would be.
 */
export async function startScheduler(options: SchedulerOptions): Promise<{ stop(): Promise<void> }> {
  const { crons = [] } = JSON.parse(await readFile(options.file, "utf8")) as { crons?: Cron[] };
  const running = new Set<string>();
  const gone = new AbortController();
  let timer: NodeJS.Timeout;

  const call = async ({ path }: Cron) => {
    if (running.has(path)) return;
    running.add(path);
    try {
      const response = await fetch(`${options.appUrl}${path}`, {
        headers: { authorization: `Bearer ${options.secret}`, "user-agent": "vercel-cron/1.0" },
        signal: AbortSignal.any([gone.signal, AbortSignal.timeout(300_000)]),
      });
      await response.body?.cancel();
      if (!response.ok) options.onLine(`cron ${path} answered ${response.status}`);
    } catch (error) {
      if (!gone.signal.aborted) options.onLine(`cron ${path}: ${error instanceof Error ? error.message : error}`);
    } finally {
      running.delete(path);
    }
  };
  const tick = () => {
    const now = new Date();
    for (const cron of crons) if (isDue(cron.schedule, now)) void call(cron);
    plan();
  };
  const plan = () => {
    timer = setTimeout(tick, 60_000 - (Date.now() % 60_000));
  };
  plan();
  return {
    async stop() {
      clearTimeout(timer);
      gone.abort();
    },
  };
}
