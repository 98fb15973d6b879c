import { parentPort, workerData } from "node:worker_threads";
import postgres from "postgres";
import { type HistoryBatch, writeBatch } from "./write-history";

/** What a thread is started with. */
export type HistoryThreadData = { databaseUrl: string };

const { databaseUrl } = workerData as HistoryThreadData;
const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });

// A batch that fails ends the thread, which its other end hears as an error.
parentPort?.on("message", async (batch: HistoryBatch) => {
  await writeBatch(sql, batch);
  parentPort?.postMessage("written");
});
