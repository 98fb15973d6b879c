import type postgres from "postgres";
import { type CallOutcome, outcomeOf } from "../../support/call-outcome";
import type { SentCall, VendorLoad } from "./vendor-load";

export type Audit = {
  /** Request ids that were answered 200 and whose delivery is not in the database. */
  lost: string[];
  /** Vendor events that took effect more than once. */
  doubled: string[];
  /** Calls that did not end as the same call does when nothing fails. */
  astray: string[];
};

/**
 * The one checker of promise S9: compares what vendors were told with what the database holds.
 * @param reference how a call of this provider and conversation ends when each delivery arrives once
 */
export async function auditDeliveries(
  sql: postgres.Sql,
  orgId: string,
  load: VendorLoad,
  reference: (call: SentCall) => CallOutcome,
): Promise<Audit> {
  const stored = new Set(
    (await sql<{ request_id: string }[]>`select request_id from inbound_events where org_id = ${orgId}`).map(
      (row) => row.request_id,
    ),
  );
  const repeatedKeys = await sql<{ event_key: string }[]>`
    select event_key from inbound_events where org_id = ${orgId} and state <> 'duplicate'
    group by provider, event_key having count(*) > 1`;
  const repeatedFacts = await sql<{ delivery: string }[]>`
    select data ->> 'delivery_id' as delivery from events where org_id = ${orgId} and data ? 'delivery_id'
    group by 1 having count(*) > 1`;
  const astray: string[] = [];
  for (const call of load.calls) {
    const outcome = await outcomeOf(orgId, call.call_id, sql);
    if (JSON.stringify(outcome) !== JSON.stringify(reference(call)))
      astray.push(`${call.agent.provider} ${call.conversation.id} ${call.call_id}`);
  }
  return {
    lost: load.acknowledged().flatMap(({ request_id }) => (stored.has(request_id) ? [] : [request_id])),
    doubled: [...repeatedKeys.map((row) => row.event_key), ...repeatedFacts.map((row) => row.delivery)],
    astray,
  };
}
