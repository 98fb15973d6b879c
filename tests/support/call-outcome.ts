import type postgres from "postgres";
import { database } from "./database";
import { openedCall } from "./opened-call";

/** What a call ended as, with how many facts were told of it and how many of its deliveries took effect. */
export type CallOutcome = { call: unknown; transcript: unknown; events: number; stored: number };

/**
 * Everything a call ended as, but what names it or says when a row was written: equal for two calls whose deliveries had
 * the same effects. The one checker of "exactly one effect" (promises S6 and S9).
 */
export async function outcomeOf(
  orgId: string,
  vendorCallId: string,
  sql: postgres.Sql = database(),
): Promise<CallOutcome> {
  const [row] = await sql`
    select c.*, t.turns, t.turns_ciphertext, t.fragments, t.fragments_ciphertext, t.version from calls c left join transcripts t on t.call_id = c.id
    where c.org_id = ${orgId} and c.vendor_call_id = ${vendorCallId}`;
  const call: Record<string, unknown> | undefined = row && (await openedCall(sql, orgId, row));
  const [counts] = await sql<{ events: number; stored: number }[]>`
    select
      (select count(*)::int from events e where e.org_id = ${orgId} and e.subject_id = ${row?.id ?? null}) as events,
      (
        select count(*)::int from inbound_events i
        where i.org_id = ${orgId} and i.vendor_call_id = ${vendorCallId} and state <> 'duplicate'
      ) as stored`;
  const { id, org_id, agent_id, vendor_call_id, facets, created_at, updated_at, turns, ...columns } = call ?? {};
  // The sandbox derives the ids of tool calls from the id of the call.
  const unnamed = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value ?? null)
        .replaceAll(vendorCallId, "the-call")
        .replaceAll(/"id":"(tool|call)_[\w-]+"/g, '"id":"$1"'),
    );
  return {
    call: unnamed(columns),
    transcript: unnamed({ turns }),
    events: counts?.events ?? 0,
    stored: counts?.stored ?? 0,
  };
}
