import type { Context } from "../auth/context";
import { catalogue, type EventData, type EventName } from "./catalogue";

/** A fact to state: its catalogue name, the row it is about, and data as the catalogue says. */
export type Fact<N extends EventName> = {
  name: N;
  subject: {
    type: "call" | "agent" | "delivery" | "member" | "invitation" | "organization" | "credential" | "job_run" | "note";
    id?: string;
  };
  data: EventData<N>;
};

/**
 * Appends a fact to `events` in the caller's transaction: it exists if and only if the change it states does. The
 * database wakes the live streams; nothing publishes on the side.
 */
export async function recordEvent<N extends EventName>(ctx: Context, fact: Fact<N>): Promise<void> {
  const data = catalogue[fact.name].data.parse(fact.data);
  await ctx.tx
    .insertInto("events")
    .values({
      org_id: ctx.org.id,
      name: fact.name,
      subject_type: fact.subject.type,
      subject_id: fact.subject.id ?? null,
      actor_type: ctx.actor.type,
      actor_id: ctx.actor.id,
      data: data as Record<string, string | number | boolean | null>,
      request_id: ctx.requestId,
    })
    .execute();
}
