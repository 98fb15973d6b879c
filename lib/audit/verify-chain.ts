import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../db/tenant";

/** The end of a chain as somebody kept it elsewhere: how many entries it had, and the hash of the last (hex). */
export const ChainHead = z.strictObject({
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/, "A hash has 64 digits, 0 to 9 and a to f."),
});
export type ChainHead = z.infer<typeof ChainHead>;

/**
 * What is wrong with a chain: an entry that is missing (`gap`), names another predecessor (`link`) or was altered (`hash`);
 * and against heads kept elsewhere: entries cut off the end (`cut`), or all of it computed anew (`rewritten`).
 */
export type ChainFault = { seq: number; fault: "gap" | "link" | "hash" | "cut" | "rewritten" };

export type Verification = {
  /** How many entries the log has, and the newest of them. */
  entries: number;
  head: ChainHead | null;
  faults: ChainFault[];
  /** The place up to which it was computed; go on `after` it. Null when that was all. */
  verified_to: number | null;
};

/** Entries that one statement computes again: well under a second. */
const SPAN = 20_000;

/**
 * Computes the chain of the organization of a transaction again, all of it or (`steps`) a part that begins `after` an
 * entry. What was done by somebody who could write to the database itself is found only against `kept`: heads of other
 * days that are not in the database.
 */
export async function verifyChain(
  tx: Tx,
  orgId: string,
  {
    kept = [],
    after = 0,
    steps = Number.POSITIVE_INFINITY,
  }: { kept?: readonly ChainHead[]; after?: number; steps?: number } = {},
): Promise<Verification> {
  const last = await entryAt(tx, orgId);
  const entries = last?.seq ?? 0;
  const faults: ChainFault[] = [];
  let place = after;
  for (let step = 0; step < steps && place < entries; step++) {
    const { rows } = await sql<ChainFault>`
      select seq, fault from private.audit_breaks_in(${place}, ${SPAN})`.execute(tx);
    faults.push(...rows.map(({ seq, fault }) => ({ seq: Number(seq), fault })));
    place = Math.min(entries, place + SPAN);
  }
  for (const { seq, hash } of kept) {
    const entry = await entryAt(tx, orgId, seq);
    if (entry?.hash !== hash) faults.push({ seq, fault: entry ? "rewritten" : "cut" });
  }
  return { entries, head: last ?? null, faults, verified_to: place < entries ? place : null };
}

async function entryAt(tx: Tx, orgId: string, seq?: number): Promise<ChainHead | undefined> {
  let query = tx.selectFrom("audit_log").select(["seq", "hash"]).where("org_id", "=", orgId);
  if (seq !== undefined) query = query.where("seq", "=", seq);
  const row = await query.orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row && { seq: Number(row.seq), hash: row.hash.toString("hex") };
}
