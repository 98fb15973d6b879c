import { CompiledQuery } from "kysely";
import type { Tx } from "../db/tenant";
import type { DeliveryRow } from "./delivery";
import { mergeCallsSql, mergeTranscriptsSql, wonFacetsSql } from "./merge-sql";

const STATEMENT = `
with fresh as materialized (
  select * from jsonb_to_recordset($1::text::jsonb) as d(agent_id uuid, provider text, source text, vendor_call_id text, change jsonb)
),
merged as (${mergeCallsSql("fresh", ">=")}),
heard as (${mergeTranscriptsSql("fresh", "merged", ">=")})
select m.id as call_id, m.created, ${wonFacetsSql} as facets
from fresh f join merged m on m.provider = f.provider and m.vendor_call_id = f.vendor_call_id`;

/** What merging a change did: the call, whether it is new, and which facets of the change are now the winning ones. */
export type AppliedChange = { call_id: string; created: boolean; facets: string[] };

/**
 * Merges what one kept delivery says into its call, as ingest does, inside the caller's transaction; what the call has of this very
 * delivery is said anew, as it is understood today. Idempotent.
 */
export async function applyChange(
  tx: Tx,
  row: Pick<DeliveryRow, "agent_id" | "provider" | "source" | "vendor_call_id" | "change">,
): Promise<AppliedChange> {
  const result = await tx.executeQuery<AppliedChange>(CompiledQuery.raw(STATEMENT, [JSON.stringify([row])]));
  const applied = result.rows[0];
  if (!applied) throw new Error("merging a delivery returned no call");
  return applied;
}
