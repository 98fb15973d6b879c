import { sql } from "kysely";
import type { Context } from "../auth/context";
import { type Agent, describeAgent, type ListedAgent } from "./agent";
import { agentTrends, NO_TREND } from "./agent-trends";
import { listVendorChanges } from "./list-vendor-changes";
import { agentOrThrow } from "./rows";
import { vendorKeyStanding } from "./vendor-key";

/** One agent with its calls of the last 14 days and whether a comparison with the vendor is under way. */
export type AgentDetail = ListedAgent & {
  /** Its configuration at the vendor as seen last, since when it is so, and what changed before. */
  vendor: Awaited<ReturnType<typeof listVendorChanges>>;
  is_reconciling: boolean;
  has_vendor_key: boolean;
  /** Why the key that there is cannot be used any more. */
  vendor_key_problem: string | null;
};

/** An agent by id. Throws `not_found`. */
export async function getAgent(ctx: Context, { id }: { id: string }): Promise<AgentDetail> {
  const row = await agentOrThrow(ctx, id);
  const agent: Agent = describeAgent(row);
  const [trends, running, key, vendor] = await Promise.all([
    agentTrends(ctx, [id]),
    ctx.tx
      .selectFrom("job_runs")
      .select("id")
      .where("org_id", "=", ctx.org.id)
      .where("name", "=", "reconcile-agent")
      .where("state", "in", ["queued", "running"])
      .where("created_at", ">", new Date(Date.now() - 15 * 60_000))
      .where(sql<string>`input->>'agent_id'`, "=", id)
      .limit(1)
      .executeTakeFirst(),
    vendorKeyStanding(ctx, row),
    listVendorChanges(ctx, id),
  ]);
  return {
    ...agent,
    vendor,
    ...(trends.get(id) ?? NO_TREND),
    is_reconciling: running !== undefined,
    ...key,
  };
}
