import type { Tx } from "../db/tenant";
import type { ChainHead } from "./verify-chain";

/** The head of an organization's chain; `slug` only for people who read it. */
export type OrganizationHead = ChainHead & { org_id: string; slug: string };

/** The newest entry of every organization that has one, in an operator's transaction. */
export async function readHeads(tx: Tx): Promise<OrganizationHead[]> {
  const rows = await tx
    .selectFrom("organizations as o")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("audit_log as l")
          .whereRef("l.org_id", "=", "o.id")
          .select(["l.seq", "l.hash"])
          .orderBy("l.seq", "desc")
          .limit(1)
          .as("head"),
      (join) => join.onTrue(),
    )
    .select(["o.id as org_id", "o.slug", "head.seq", "head.hash"])
    .orderBy("o.slug")
    .execute();
  return rows.map(({ seq, hash, ...row }) => ({ ...row, seq: Number(seq), hash: hash.toString("hex") }));
}
