import type { Context } from "../auth/context";
import type { AgentRow } from "./rows";
import type { VendorCall } from "./vendor-api";

const OVER = new Set(["ended", "not_connected", "error"]);

/** Which of the vendor's calls are not here at all, and which are here but further along at the vendor. */
export async function compareCalls(
  ctx: Context,
  agent: Pick<AgentRow, "provider">,
  calls: readonly VendorCall[],
): Promise<{ missing: VendorCall[]; behind: VendorCall[] }> {
  if (calls.length === 0) return { missing: [], behind: [] };
  const rows = await ctx.tx
    .selectFrom("calls")
    .select(["vendor_call_id", "status", "analyzed_at"])
    .where("org_id", "=", ctx.org.id)
    .where("provider", "=", agent.provider)
    .where(
      "vendor_call_id",
      "in",
      calls.map(({ vendor_call_id }) => vendor_call_id),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.vendor_call_id, row]));
  const missing = calls.filter(({ vendor_call_id }) => !known.has(vendor_call_id));
  const behind = calls.filter(({ vendor_call_id, is_over, is_analyzed }) => {
    const row = known.get(vendor_call_id);
    return row !== undefined && ((is_over && !OVER.has(row.status)) || (is_analyzed && row.analyzed_at === null));
  });
  return { missing, behind };
}
