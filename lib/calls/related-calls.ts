import type { Context } from "../auth/context";
import { blindIndex } from "../phi/blind-index";
import { ANALYSIS, analysisOf, partyOf } from "../phi/call-values";
import { maskNumber, notePhiRead, seesPhi } from "../phi/sight";
import { openVault } from "../phi/vault";
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
  const vault = await openVault(ctx);
  const party = partyOf(vault, call);
  const number = call.direction === "outbound" ? party.to_number : party.from_number;
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
      ...ANALYSIS,
    ])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "!=", id)
    .where((eb) =>
      eb.or([eb("c.caller_number", "=", number), eb("c.caller_index", "=", blindIndex(vault, "number", number))]),
    )
    .orderBy("c.started_at", "desc")
    .orderBy("c.id", "desc")
    .limit(SHOWN + 1)
    .execute();
  const sees = seesPhi(ctx, vault);
  // It tells the caller's whole number, also where there is no other call: as much a reading of this call as its page.
  if (sees) notePhiRead(ctx, vault, { name: "call.read", subject: { type: "call", id } });
  return {
    number: sees ? number : maskNumber(number),
    data: rows.slice(0, SHOWN).map((row) => ({
      id: row.id,
      agent: { id: row.agent_id, name: row.agent_name },
      direction: row.direction,
      status: row.status,
      started_at: row.started_at.toISOString(),
      duration_ms: row.duration_ms,
      successful: row.successful,
      voicemail: row.voicemail,
      disconnection_reason: row.disconnection_reason,
      summary: sees ? analysisOf(vault, row).summary : null,
    })),
    has_more: rows.length > SHOWN,
  };
}
