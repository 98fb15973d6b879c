import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { type CallDelivery, deliveriesOfCall } from "../deliveries/deliveries-of-call";
import { nameHere } from "../members/name-here";
import { analysisOf, metadataOf, partyOf, recordingOf } from "../phi/call-values";
import { maskCaller, notePhiRead, seesPhi } from "../phi/sight";
import { TRANSCRIPT, turnsOf } from "../phi/transcript";
import { openVault } from "../phi/vault";
import { type CallPrice, priceOfCall } from "../prices/price-of-call";
import { readPrice } from "../prices/read-price";
import type { CallStatus, CostItem, Provider, Redaction, Turn } from "../voice/provider";
import { callNotFound } from "./rows";
import { REVIEWER, reviewOf } from "./set-reviewed";

/** One call as its page shows it. Times ISO 8601 UTC, durations milliseconds, money millionths of `cost_currency`. */
export type CallDetail = {
  id: string;
  agent: { id: string; name: string; status: string };
  provider: Provider;
  vendor_call_id: string;
  channel: "phone" | "web";
  direction: "inbound" | "outbound" | null;
  from_number: string | null;
  to_number: string | null;
  status: CallStatus;
  started_at: string;
  ended_at: string | null;
  duration_ms: number | null;
  disconnection_reason: string | null;
  transfer_destination: string | null;
  successful: boolean | null;
  voicemail: boolean | null;
  sentiment: "positive" | "neutral" | "negative" | null;
  summary: string | null;
  custom_analysis: Record<string, unknown> | null;
  analyzed_at: string | null;
  cost_micros: number | null;
  cost_currency: string | null;
  cost_breakdown: CostItem[];
  /** What the organization asks for the call; null for roles that may not see prices, and where none is set. */
  price: CallPrice | null;
  latency: Record<string, Record<string, number>> | null;
  latency_p50_ms: number | null;
  /** The sound itself is at `…/calls/{id}/recording`; the vendor's address stays on the server. */
  has_recording: boolean;
  /** 2 when each speaker was recorded on a channel of their own; null without a recording. */
  recording_channels: 1 | 2 | null;
  metadata: Record<string, unknown> | null;
  /** What the vendor took out before it sent the call: personal data, or everything that was said. */
  redaction: Redaction | null;
  is_billable: boolean;
  billable_reason: string | null;
  billable_changed_by: { id: string; name: string } | null;
  billable_changed_at: string | null;
  /** Who has looked at it; null where a program said so, or the person's account is gone. */
  reviewed_at: string | null;
  reviewed_by: { id: string; name: string } | null;
  updated_at: string;
  /** Who reads may not see what was said and who called: numbers are masked, the rest is null. */
  is_hidden: boolean;
  transcript: { turns: Turn[]; updated_at: string } | null;
  deliveries: CallDelivery[];
};

/** A call with its agent, transcript and the deliveries that made it. Throws `not_found`. */
export async function getCall(ctx: Context, { id }: { id: string }): Promise<CallDetail> {
  const vault = openVault(ctx);
  const row = await ctx.tx
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
    .leftJoin("transcripts as t", (join) => join.onRef("t.call_id", "=", "c.id").onRef("t.org_id", "=", "c.org_id"))
    .leftJoin("profiles as p", "p.user_id", "c.billable_changed_by")
    .leftJoin("profiles as r", "r.user_id", "c.reviewed_by")
    .selectAll("c")
    .select(["a.name as agent_name", "a.status as agent_status", REVIEWER])
    .select(nameHere("p", "c", "billable_changed_by").as("billable_changer"))
    .select([...TRANSCRIPT, "t.updated_at as transcript_updated_at"])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw callNotFound();
  const deliveries = await deliveriesOfCall(ctx, row);
  const price = mayReadPrices(ctx) ? await readPrice(ctx) : null;
  const opened = await vault;
  const is_hidden = !seesPhi(ctx, opened);
  if (!is_hidden) notePhiRead(ctx, opened, { name: "call.read", subject: { type: "call", id } });
  const turns = is_hidden ? [] : turnsOf(opened, row);
  const recording = recordingOf(opened, row);
  return {
    ...reviewOf(row),
    agent: { id: row.agent_id, name: row.agent_name, status: row.agent_status },
    provider: row.provider,
    vendor_call_id: row.vendor_call_id,
    channel: row.channel,
    direction: row.direction,
    ...(is_hidden ? maskCaller({ direction: row.direction, ...partyOf(opened, row) }) : partyOf(opened, row)),
    status: row.status,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    duration_ms: row.duration_ms,
    disconnection_reason: row.disconnection_reason,
    transfer_destination: row.transfer_destination,
    successful: row.successful,
    voicemail: row.voicemail,
    sentiment: row.sentiment,
    ...(is_hidden ? { summary: null, custom_analysis: null } : analysisOf(opened, row)),
    analyzed_at: row.analyzed_at?.toISOString() ?? null,
    cost_micros: row.cost_micros,
    cost_currency: row.cost_currency,
    cost_breakdown: asStored<CostItem[] | null>(row.cost_breakdown) ?? [],
    price: price && priceOfCall(row, price.price_per_minute_micros, price.currency),
    latency: asStored<CallDetail["latency"]>(row.latency),
    latency_p50_ms: row.latency_p50_ms,
    has_recording: (recording.recording_stereo_url ?? recording.recording_url) !== null,
    recording_channels: recording.recording_stereo_url ? 2 : recording.recording_url ? 1 : null,
    ...(is_hidden ? { metadata: null } : metadataOf(opened, row)),
    redaction: row.redaction,
    is_billable: row.is_billable,
    billable_reason: row.billable_reason,
    billable_changed_by: row.billable_changed_by ? { id: row.billable_changed_by, name: row.billable_changer } : null,
    billable_changed_at: row.billable_changed_at?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
    is_hidden,
    transcript:
      turns.length > 0 && row.transcript_updated_at
        ? { turns, updated_at: row.transcript_updated_at.toISOString() }
        : null,
    deliveries,
  };
}

function mayReadPrices({ actor }: Context): boolean {
  return may(actor, "prices.read");
}

// jsonb columns of a call are written by ingest alone, from the facets of `lib/voice/provider`.
function asStored<T>(value: unknown): T {
  return value as T;
}
