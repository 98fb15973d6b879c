import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { HistoryThreadData } from "./history-thread";
import type { HistoryBatch } from "./write-history";

export type HistoryThread = {
  /** One batch at a time; rejects with what went wrong in the thread. */
  write(batch: HistoryBatch): Promise<void>;
  close(): Promise<unknown>;
};

/** A thread with a database connection of its own: sealing a year of calls keeps a processor busy for seconds. */
export function startHistoryThread(databaseUrl: string): HistoryThread {
  const worker = new Worker(new URL("./history-thread.ts", import.meta.url), {
    execArgv: ["--import", "tsx"],
    workerData: { databaseUrl } satisfies HistoryThreadData,
  });
  return {
    async write(batch) {
      const written = once(worker, "message");
      worker.postMessage(batch);
      await written;
    },
    close: () => worker.terminate(),
  };
}
