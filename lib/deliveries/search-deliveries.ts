import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { resolveCaller } from "../calls/resolve-caller";
import { requirePhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { eventTypesOf } from "./describe-delivery";

/** What a search text turned out to mean: a condition that an index answers. */
export type DeliverySearch =
  | { kind: "delivery_or_call"; id: string; vendor_call_ids: string[] }
  | { kind: "calls"; vendor_call_ids: string[] }
  | { kind: "call_prefix"; prefix: string }
  | { kind: "event_type"; prefixes: string[] };

const NEWEST_CALLS = 200;
const PHONE = /^\+?[\d\s().-]{4,20}$/;

/**
 * Decides what a person searched for, so that each search is one index scan rather than one slow "anything contains":
 * an id of ours (delivery or call), the beginning of a phone number, the beginning of a vendor's call id, else an event
 * type: its beginning, or the words it goes by on screen.
 */
export async function searchDeliveries(ctx: Context, text: string): Promise<DeliverySearch> {
  const id = z.uuid().safeParse(text.toLowerCase());
  if (id.success) {
    const call = await ctx.tx
      .selectFrom("calls")
      .select("vendor_call_id")
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id.data)
      .executeTakeFirst();
    // Vapi's own call ids are UUIDs as well.
    return { kind: "delivery_or_call", id: id.data, vendor_call_ids: [text, ...(call ? [call.vendor_call_id] : [])] };
  }
  if (PHONE.test(text) && text.replaceAll(/\D/g, "").length >= 4) {
    return { kind: "calls", vendor_call_ids: await callsOfNumber(ctx, text) };
  }
  const known = await ctx.tx
    .selectFrom("inbound_events")
    .select("id")
    .where("org_id", "=", ctx.org.id)
    .where(startsWith("vendor_call_id", text))
    .limit(1)
    .executeTakeFirst();
  return known ? { kind: "call_prefix", prefix: text } : { kind: "event_type", prefixes: eventTypesOf(text) };
}

// Stored numbers are E.164. "(512) 555" without a country code is read as North American, as the numbers of the demo are.
function numberPrefix(text: string): string {
  const digits = text.replaceAll(/\D/g, "");
  return text.startsWith("+") || digits.startsWith("1") ? `+${digits}` : `+1${digits}`;
}

async function callsOfNumber(ctx: Context, text: string): Promise<string[]> {
  requirePhi(ctx, await openVault(ctx));
  const { numbers, ending } = await resolveCaller(ctx, text.replaceAll(/\D/g, "").slice(0, 15));
  const rows = await ctx.tx
    .selectFrom("calls")
    .select("vendor_call_id")
    .where("org_id", "=", ctx.org.id)
    .where((eb) =>
      eb.or([
        startsWith("caller_number", numberPrefix(text)),
        ...numbers.map((number) => eb("caller_index", "=", number)),
        ...(ending === null ? [] : [eb("caller_ending_index", "=", ending)]),
      ]),
    )
    .orderBy("started_at", "desc")
    .limit(NEWEST_CALLS)
    .execute();
  return rows.map((row) => row.vendor_call_id);
}

type SearchedColumn = "vendor_call_id" | "d.vendor_call_id" | "d.event_type" | "caller_number";

/**
 * "Begins with" as a range of bytes: the form that an index with text_pattern_ops answers under every collation and in a
 * prepared plan, where LIKE with a parameter does not.
 */
export function startsWith(column: SearchedColumn, prefix: string) {
  return sql<boolean>`(${sql.ref(column)} ~>=~ ${prefix} and ${sql.ref(column)} ~<~ ${`${prefix}\u{10FFFF}`})`;
}
