import type { Context } from "../auth/context";
import type { CallStatus } from "../voice/provider";
import { callRow } from "./rows";

export type RelatedCall = {
  id: string;
  agent: { id: string; name: string };
  direction: "inbound" | "outbound" | null;
  status: CallStatus;
  started_at: string;
  duration_ms: number | null;
  successful: boolean | null;
  voicemail: boolean | null;
  disconnection_reason: string | null;
  summary: string | null;
};

const SHOWN = 10;

/**
 * Other calls with the same outside number, in either direction, newest first. Throws `not_found`.
 * @returns at most ten, and whether there are more
 */
export async function relatedCalls(
  ctx: Context,
  { id }: { id: string },
): Promise<{ number: string | null; data: RelatedCall[]; has_more: boolean }> {
  const call = await callRow(ctx, id);
  const number = call.direction === "outbound" ? call.to_number : call.from_number;
  if (!number) return { number: null, data: [], has_more: false };
  const rows = await ctx.tx
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
    .select([
      "c.id",
      "c.agent_id",
      "a.name as agent_name",
      "c.direction",
      "c.status",
      "c.started_at",
      "c.duration_ms",
      "c.successful",
      "c.voicemail",
      "c.disconnection_reason",
      "c.summary",
    ])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "!=", id)
    .where("c.caller_number", "=", number)
    .orderBy("c.started_at", "desc")
    .orderBy("c.id", "desc")
    .limit(SHOWN + 1)
    .execute();
  return {
    number,
    data: rows.slice(0, SHOWN).map(({ agent_id, agent_name, started_at, ...row }) => ({
      ...row,
      agent: { id: agent_id, name: agent_name },
      started_at: started_at.toISOString(),
    })),
    has_more: rows.length > SHOWN,
  };
}
