import { type RawBuilder, sql } from "kysely";

/** Of the last seven days, each counted to a thousand. The inbox of an organization counts the same of all times. */
export type TroubledDeliveries = { failed_deliveries: number; unusable_deliveries: number };

/** One row of `TroubledDeliveries`, to be joined. @param org the organization's id as an expression */
export function troubledDeliveries(org: RawBuilder<unknown>): RawBuilder<unknown> {
  const inState = (state: "failed" | "unusable") => sql`(
    select count(*)::int from (
      select from public.inbound_events e
      where e.org_id = ${org} and e.state = ${state} and e.id >= private.uuid_v7_floor(now() - interval '7 days')
      limit 1000
    ) found)`;
  return sql`(select ${inState("failed")} as failed_deliveries, ${inState("unusable")} as unusable_deliveries)`;
}
