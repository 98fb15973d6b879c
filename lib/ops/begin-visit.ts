import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { tellOfVisitJob } from "./jobs/tell-of-visit";
import type { BeginVisit } from "./schemas";

const LONGEST_MINUTES = 30;

/**
 * Lets an operator into an organization for half an hour, in this session of theirs alone: its admins are told by mail, and the
 * audit log keeps why. Without `changes_reason` Postgres holds the visit to reading. A visit that went on ends with it.
 * `conflict` for a member of the organization, who needs none.
 */
export async function beginVisit(
  ctx: Context,
  { reason, changes_reason }: BeginVisit,
): Promise<{ slug: string; ends_at: string }> {
  const { rows } = await sql<{ ends_at: Date | null }>`
    select private.begin_visit(${reason}, ${changes_reason}, ${LONGEST_MINUTES}::integer) as ends_at`.execute(ctx.tx);
  const ends_at = rows[0]?.ends_at?.toISOString();
  if (!ends_at) throw new AppError("conflict", "You are a member of this organization, and need no visit.");
  const may_change = changes_reason !== null;
  await enqueue(ctx.tx, tellOfVisitJob, {
    org_id: ctx.org.id,
    operator_id: ctx.actor.id,
    reason,
    changes_reason,
    ends_at,
  });
  await recordEvent(
    ctx,
    { name: "visit.begun", subject: { type: "organization", id: ctx.org.id }, data: { ends_at, may_change } },
    { after: { reason, changes_reason, ends_at } },
  );
  return { slug: ctx.org.slug, ends_at };
}

/** Ends an operator's visit before its time. `conflict` when none goes on. */
export async function endVisit(ctx: Context): Promise<undefined> {
  const { rows } = await sql<{ ended: boolean }>`select private.end_visit() as ended`.execute(ctx.tx);
  if (!rows[0]?.ended) throw new AppError("conflict", "The visit is over already.");
  await recordEvent(ctx, { name: "visit.ended", subject: { type: "organization", id: ctx.org.id }, data: {} });
  return undefined;
}
