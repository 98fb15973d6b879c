import { refuseWrongKeys } from "../lib/crypto/refuse-wrong-keys";
import { jobRegistry } from "../lib/job-registry";
import { drainJobs } from "../lib/jobs/drain";
import { watchProcess } from "../lib/log/watch-process";
import { fold } from "../lib/metrics/fold";
import { foldWhenDue } from "../lib/metrics/observe";

/** A long-lived worker for those who outgrow functions: any number may run, on any number of machines. Ctrl-C ends it after the job at hand. */
const IDLE_MS = 1_000;
const DRAIN_MS = 50_000;
const stopping = new AbortController();
watchProcess({ withConsole: false });
await refuseWrongKeys();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

console.log(`working on ${jobRegistry.length} kinds of jobs`);
while (!stopping.signal.aborted) {
  foldWhenDue();
  const { completed, failed } = await drainJobs(jobRegistry, Date.now() + DRAIN_MS, stopping.signal);
  if (completed + failed > 0) console.log(`${completed} completed, ${failed} failed`);
  else await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
}
await fold();
process.exit(0);
