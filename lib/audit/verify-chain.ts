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

export type Verification = { entries: number; head: ChainHead | null; faults: ChainFault[] };

/**
 * Computes the whole chain of the organization of a transaction again. What was done by somebody who could write to the
 * database itself is found only against `kept`: heads of other days that are not in the database.
 */
export async function verifyChain(tx: Tx, orgId: string, kept: readonly ChainHead[] = []): Promise<Verification> {
  const { rows } = await sql<ChainFault>`select seq, fault from private.audit_breaks()`.execute(tx);
  const faults = rows.map(({ seq, fault }) => ({ seq: Number(seq), fault }));
  for (const { seq, hash } of kept) {
    const entry = await entryAt(tx, orgId, seq);
    if (entry?.hash !== hash) faults.push({ seq, fault: entry ? "rewritten" : "cut" });
  }
  const last = await entryAt(tx, orgId);
  return { entries: last?.seq ?? 0, head: last ?? null, faults };
}

async function entryAt(tx: Tx, orgId: string, seq?: number): Promise<ChainHead | undefined> {
  let query = tx.selectFrom("audit_log").select(["seq", "hash"]).where("org_id", "=", orgId);
  if (seq !== undefined) query = query.where("seq", "=", seq);
  const row = await query.orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row && { seq: Number(row.seq), hash: row.hash.toString("hex") };
}
