import { z } from "zod";
import type { Context } from "../auth/context";
import { keyOfCursor, type ListQuery, type Page, pageOf } from "../http/cursor";
import { describeAgent, type ListedAgent } from "./agent";
import { agentTrends, NO_TREND } from "./agent-trends";

const Key = z.tuple([z.uuid()]);

/** The organization's agents, newest first. */
export async function listAgents(ctx: Context, { limit, cursor }: ListQuery): Promise<Page<ListedAgent>> {
  let query = ctx.tx
    .selectFrom("agents")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("deleted_at", "is", null)
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (cursor) query = query.where("id", "<", keyOfCursor(cursor, Key)[0]);
  const page = pageOf(await query.execute(), limit, (row) => [row.id]);
  const trends = await agentTrends(
    ctx,
    page.data.map(({ id }) => id),
  );
  return { ...page, data: page.data.map((row) => ({ ...describeAgent(row), ...(trends.get(row.id) ?? NO_TREND) })) };
}
