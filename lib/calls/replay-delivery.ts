import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { applyChange } from "../ingest/apply-change";
import { FACET_COLUMNS } from "../ingest/facets";
import { interpretBody } from "../ingest/receive-delivery";
import { sealChange } from "../ingest/seal-row";
import { changeOf } from "../ingest/to-row";
import { analysisOf, metadataOf, partyOf, recordingOf } from "../phi/call-values";
import { BODY, openBody } from "../phi/fields";
import { TRANSCRIPT, turnsOf } from "../phi/transcript";
import { openForSealing, type Vault } from "../phi/vault";

/** What a replay did, or would do: the delivery's state afterwards and every column of the call that changes. */
export type Replay = {
  state: "applied" | "unusable";
  call_id: string | null;
  changed: Record<string, { before: unknown; after: unknown }>;
  reason: string | null;
};

/**
 * Interprets a kept delivery again with today's rules and merges it into its call. Replaying twice has one effect.
 * Throws `not_found` when the delivery is not this organization's.
 */
export async function replayDelivery(ctx: Context, id: string): Promise<Replay> {
  const replay = await interpretAgain(ctx, id);
  const changed = Object.keys(replay.changed).length > 0;
  if (changed && replay.call_id) {
    const { agent_id, provider } = replay.delivery;
    await recordEvent(ctx, {
      name: "call.updated",
      subject: { type: "call", id: replay.call_id },
      data: { agent_id, provider, replayed_delivery_id: id },
    });
  }
  const { delivery: _, ...answer } = replay;
  return answer;
}

/** The same as `replayDelivery`, undone before anybody can see it. */
export async function previewReplay(ctx: Context, id: string): Promise<Replay> {
  await sql`savepoint preview`.execute(ctx.tx);
  const { delivery: _, ...answer } = await interpretAgain(ctx, id);
  await sql`rollback to savepoint preview`.execute(ctx.tx);
  return answer;
}

async function interpretAgain(ctx: Context, id: string) {
  const vault = await openForSealing(ctx);
  const delivery = await deliveryOrThrow(ctx, id);
  const body = openBody(vault, "inbound_events", delivery);
  const interpretation = interpretBody(delivery.provider, body, delivery.received_at.getTime());
  if (interpretation.outcome !== "call") {
    const state = interpretation.outcome === "unusable" ? ("unusable" as const) : ("applied" as const);
    await settle(ctx, id, { state, error: state === "unusable" ? interpretation.reason : null });
    return { state, call_id: delivery.call_id, changed: {}, reason: interpretation.reason, delivery };
  }
  const { event, event_key } = interpretation;
  const named = { ...delivery, vendor_call_id: event.vendor_call_id };
  const before = await callState(ctx, vault, named);
  const change = sealChange(vault, named, changeOf(event, event_key, delivery.received_at));
  const applied = await applyChange(ctx.tx, { ...named, change });
  const after = await callState(ctx, vault, named);
  await settle(ctx, id, {
    state: "applied",
    error: null,
    call_id: applied.call_id,
    changes: JSON.stringify({ created: applied.created, facets: applied.facets }),
  });
  return {
    state: "applied" as const,
    call_id: applied.call_id,
    changed: difference(before, after),
    reason: null,
    delivery,
  };
}

async function deliveryOrThrow(ctx: Context, id: string) {
  const found = await ctx.tx
    .selectFrom("inbound_events")
    .select([...BODY, "agent_id", "provider", "source", "vendor_call_id", "call_id", "received_at"])
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) throw new AppError("not_found", "There is no such delivery.");
  return found;
}

async function settle(
  ctx: Context,
  id: string,
  values: { state: "applied" | "unusable"; error: string | null; call_id?: string; changes?: string },
) {
  await ctx.tx
    .updateTable("inbound_events")
    .set({ ...values, attempts: sql`attempts + 1`, applied_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
}

// How a value is kept is not what it says: the ciphertexts are opened, and the hashes follow from what they hold.
const KEPT_AS = /_(?:ciphertext|index)$/;
const compared = Object.values(FACET_COLUMNS)
  .flatMap((columns) => Object.keys(columns))
  .filter((column) => !KEPT_AS.test(column));

async function callState(
  ctx: Context,
  vault: Vault,
  { provider, vendor_call_id }: { provider: "retell" | "vapi"; vendor_call_id: string },
): Promise<Record<string, unknown>> {
  const call = await ctx.tx
    .selectFrom("calls as c")
    .leftJoin("transcripts as t", (join) => join.onRef("t.call_id", "=", "c.id").onRef("t.org_id", "=", "c.org_id"))
    .selectAll("c")
    .select(TRANSCRIPT)
    .where("c.org_id", "=", ctx.org.id)
    .where("c.provider", "=", provider)
    .where("c.vendor_call_id", "=", vendor_call_id)
    .executeTakeFirst();
  if (!call) return {};
  const all: Record<string, unknown> = {
    ...call,
    ...partyOf(vault, call),
    ...analysisOf(vault, call),
    ...recordingOf(vault, call),
    ...metadataOf(vault, call),
    transcript_turns: turnsOf(vault, call).length,
  };
  return Object.fromEntries([...compared, "transcript_turns"].map((column) => [column, all[column] ?? null]));
}

function difference(before: Record<string, unknown>, after: Record<string, unknown>): Replay["changed"] {
  const changed: Replay["changed"] = {};
  for (const column of Object.keys(after)) {
    const was = before[column] ?? null;
    const is = after[column] ?? null;
    if (JSON.stringify(was) !== JSON.stringify(is)) changed[column] = { before: was, after: is };
  }
  return changed;
}
