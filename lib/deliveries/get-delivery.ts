import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { AppError } from "../errors";
import { interpretBody } from "../ingest/receive-delivery";
import { PARTY, partyOf } from "../phi/call-values";
import { openBody } from "../phi/fields";
import { maskCaller, notePhiRead, seesPhi } from "../phi/sight";
import { openVault, type Vault } from "../phi/vault";
import type { CallStatus } from "../voice/provider";
import { changesOf } from "./delivery-changes";
import { type DeliveryContent, explainContent } from "./explain-content";
import type { ListedDelivery } from "./list-deliveries";
import { redactHeaders } from "./redact-headers";

/** One delivery as its page shows it. */
export type DeliveryDetail = ListedDelivery & {
  event_key: string;
  request_id: string | null;
  body_bytes: number;
  /** the exact body and the kept headers; null for roles that may not read raw deliveries */
  body: string | null;
  headers: Record<string, string> | null;
  call: {
    id: string;
    status: CallStatus;
    direction: "inbound" | "outbound" | null;
    from_number: string | null;
    to_number: string | null;
    started_at: string;
  } | null;
  /** what the delivery says, read again from its body */
  content: DeliveryContent;
};

/** A delivery with its body and what it says about its call. Throws `not_found`. */
export async function getDelivery(ctx: Context, { id }: { id: string }): Promise<DeliveryDetail> {
  const row = await ctx.tx
    .selectFrom("inbound_events as d")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "d.agent_id").onRef("a.org_id", "=", "d.org_id"))
    .selectAll("d")
    .select("a.name as agent_name")
    .where("d.org_id", "=", ctx.org.id)
    .where("d.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such delivery in this organization.");
  const vault = await openVault(ctx);
  const call = row.call_id ? await callOf(ctx, vault, row.call_id) : undefined;
  const body = openBody(vault, "inbound_events", row);
  const raw = may(ctx.actor, "deliveries.read_raw");
  const sees = seesPhi(ctx, vault);
  if (sees) notePhiRead(ctx, vault, { name: "delivery.read", subject: { type: "delivery", id } });
  const interpretation = interpretBody(row.provider, body, row.received_at.getTime());
  return {
    id: row.id,
    received_at: row.received_at.toISOString(),
    applied_at: row.applied_at?.toISOString() ?? null,
    agent: { id: row.agent_id, name: row.agent_name },
    provider: row.provider,
    source: row.source,
    event_type: row.event_type,
    event_key: row.event_key,
    vendor_call_id: row.vendor_call_id,
    call_id: row.call_id,
    number: (call?.direction === "outbound" ? call.to_number : call?.from_number) ?? null,
    state: row.state,
    duplicate_of: row.duplicate_of,
    changes: changesOf(row.changes),
    error: row.error,
    attempts: row.attempts,
    request_id: row.request_id,
    body_bytes: Buffer.byteLength(body),
    body: raw ? body : null,
    headers: raw ? redactHeaders(row.headers) : null,
    call: call ? callSummary(call) : null,
    content: explainContent(interpretation, { eventKey: row.event_key, callFacets: call?.facets, raw, sees }),
  };
}

type CallRow = NonNullable<Awaited<ReturnType<typeof callOf>>>;

function callSummary({ facets: _, started_at, ...call }: CallRow): DeliveryDetail["call"] {
  return { ...call, started_at: started_at.toISOString() };
}

async function callOf(ctx: Context, vault: Vault, id: string) {
  const row = await ctx.tx
    .selectFrom("calls as c")
    .select(["c.id", "c.status", "c.direction", "c.started_at", "c.facets", ...PARTY])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { status, direction, started_at, facets } = row;
  const party = partyOf(vault, row);
  const shown = seesPhi(ctx, vault) ? party : maskCaller({ direction, ...party });
  return { id, status, direction, started_at, facets, ...shown };
}
