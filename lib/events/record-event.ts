import { actorTypeOf } from "../auth/actor-type-of";
import type { Context } from "../auth/context";
import { catalogue, type EventData, type EventName } from "./catalogue";
import { type Change, recordAudit } from "./record-audit";

/** What a fact can be about. */
export type SubjectType =
  | "call"
  | "agent"
  | "delivery"
  | "member"
  | "invitation"
  | "organization"
  | "credential"
  | "api_key"
  | "domain"
  | "job_run"
  | "note"
  | "view"
  | "audit_log";

/** A fact to state: its catalogue name, the row it is about, and data as the catalogue says. */
export type Fact<N extends EventName> = {
  name: N;
  subject: { type: SubjectType; id?: string };
  data: EventData<N>;
};

/**
 * Appends a fact to `events` in the caller's transaction, and its entry to the audit log: they exist if and only if the
 * change they state does. The database wakes the live streams; nothing publishes on the side. State it last: entries of an
 * organization wait for each other's transactions.
 * @param change what the audit log keeps of it; by default the data of the fact
 */
export async function recordEvent<N extends EventName>(
  ctx: Context,
  fact: Fact<N>,
  change: Change = {},
): Promise<void> {
  const data = catalogue[fact.name].parse(fact.data);
  await ctx.tx
    .insertInto("events")
    .values({
      org_id: ctx.org.id,
      name: fact.name,
      subject_type: fact.subject.type,
      subject_id: fact.subject.id ?? null,
      actor_type: actorTypeOf(ctx.actor),
      actor_id: ctx.actor.id,
      data: data as Record<string, string | number | boolean | null>,
      request_id: ctx.requestId,
    })
    .execute();
  await recordAudit(ctx, { ...fact, data }, change);
}
