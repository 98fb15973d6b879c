import type postgres from "postgres";
import type { SealingVault } from "../../lib/phi/vault";
import { vaultFor } from "../database/vault-for";
import { copyRows } from "./copy-rows";
import { CALL_COLUMNS, callRow, type PastCall, TRANSCRIPT_COLUMNS, transcriptRow } from "./write-call";

/** Calls of one COPY; each rolls its hours up once. */
const BATCH = 10_000;

const DAY_MS = 86_400_000;
/** Word times follow the recording; older transcripts keep the times of their turns, a tenth of the space. */
const WORDS_DAYS = 14;

/** Calls of one organization that are written together, oldest first; the first `silent` of them without what was said. */
export type HistoryBatch = { calls: PastCall[]; silent: number; now: number };

/**
 * Writes calls and what was said in them, encrypted where their organization protects health data.
 * @param write writes a batch; the next one is made meanwhile
 * @param calls of one organization, oldest first
 * @param options.transcripts write transcripts only of the newest so many calls
 */
export async function writeHistory(
  write: (batch: HistoryBatch) => Promise<void>,
  calls: Iterable<PastCall>,
  options: { now: number; count: number; transcripts: number },
): Promise<void> {
  let given = 0;
  let batch: PastCall[] = [];
  let written: Promise<void> = Promise.resolve();
  const flush = async () => {
    const silent = Math.max(0, options.count - options.transcripts - given);
    const full = { calls: batch, silent, now: options.now };
    given += batch.length;
    batch = [];
    await written;
    written = write(full);
  };
  for (const call of calls) {
    batch.push(call);
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await written;
}

/** Writes a batch in one transaction. */
export async function writeBatch(sql: postgres.Sql, { calls, silent, now }: HistoryBatch): Promise<void> {
  const vault = await vaultFor(sql, calls[0]?.org_id ?? "");
  await sql.begin(async (tx) => {
    // A crash in mid-seed is answered by seeding again, not by waiting for the disk at every batch.
    await tx.unsafe("set local synchronous_commit = off");
    await copyRows(
      tx,
      "public.calls",
      CALL_COLUMNS,
      mapped(calls, (call) => callRow(vault, call)),
    );
    await copyRows(tx, "public.transcripts", TRANSCRIPT_COLUMNS, transcripts(vault, calls.slice(silent), now));
  });
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}

function* transcripts(vault: SealingVault, calls: PastCall[], now: number) {
  for (const call of calls) {
    const row = transcriptRow(vault, call, now - call.at < WORDS_DAYS * DAY_MS);
    if (row) yield row;
  }
}
