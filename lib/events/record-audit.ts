import { actorTypeOf } from "../auth/actor-type-of";
import type { Context } from "../auth/context";
import type { EventName } from "./catalogue";
import { redact } from "./redact";

/** What a change replaced and what it put there: columns by name. Without what was said in calls; secrets are left out here. */
export type Change = { before?: object | undefined; after?: object | undefined };

/** What nobody decides: what jobs measure, and what came of a steering that has its entry already. */
const NOT_DECIDED = new Set<EventName>(["agent.reconciled", "job_run.changed", "call.mute_updated"]);

/**
 * Writes the entry of a change into the audit log, in the transaction of the change. What vendors deliver has a ledger of
 * its own (`inbound_events`) and is not written twice. Called by `recordEvent` alone, so that no change has two entries.
 */
export async function recordAudit(
  ctx: Context,
  fact: { name: EventName; subject: { type: string; id?: string }; data: object },
  change: Change,
): Promise<void> {
  if (ctx.actor.type === "vendor" || NOT_DECIDED.has(fact.name)) return;
  await ctx.tx
    .insertInto("audit_log")
    .values({
      org_id: ctx.org.id,
      action: fact.name,
      subject_type: fact.subject.type,
      subject_id: fact.subject.id ?? null,
      actor_type: actorTypeOf(ctx.actor),
      actor_id: ctx.actor.id,
      before: change.before ? JSON.stringify(redact(change.before)) : null,
      after: JSON.stringify(redact(change.after ?? fact.data)),
      ip: ctx.ip ?? null,
      request_id: ctx.requestId,
    })
    .execute();
}
