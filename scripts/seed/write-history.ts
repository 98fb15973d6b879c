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

/**
 * Writes calls and what was said in them, encrypted where their organization protects health data.
 * @param calls of one organization, oldest first
 * @param options.transcripts write transcripts only of the newest so many calls
 */
export async function writeHistory(
  sql: postgres.Sql,
  calls: Iterable<PastCall>,
  options: { now: number; count: number; transcripts: number },
): Promise<void> {
  let written = 0;
  let batch: PastCall[] = [];
  const flush = async () => {
    const calls = batch;
    const vault = await vaultFor(sql, calls[0]?.org_id ?? "");
    const silent = Math.max(0, options.count - options.transcripts - written);
    written += calls.length;
    batch = [];
    await sql.begin(async (tx) => {
      // A crash in mid-seed is answered by seeding again, not by waiting for the disk at every batch.
      await tx.unsafe("set local synchronous_commit = off");
      await copyRows(
        tx,
        "public.calls",
        CALL_COLUMNS,
        mapped(calls, (call) => callRow(vault, call)),
      );
      await copyRows(
        tx,
        "public.transcripts",
        TRANSCRIPT_COLUMNS,
        transcripts(vault, calls.slice(silent), options.now),
      );
    });
  };
  for (const call of calls) {
    batch.push(call);
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
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
