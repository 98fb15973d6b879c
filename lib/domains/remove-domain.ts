import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { detachDomainJob } from "./jobs/detach-domain";
import { domainOrThrow } from "./list-domains";

/** Takes a host name from the organization: it stops to lead here within a minute. A job tells the hosting, until that has obeyed. */
export async function removeDomain(ctx: Context, { id }: { id: string }): Promise<undefined> {
  const { hostname, verified_at } = await domainOrThrow(ctx, id);
  await ctx.tx.deleteFrom("domains").where("org_id", "=", ctx.org.id).where("id", "=", id).execute();
  await recordEvent(ctx, { name: "domain.removed", subject: { type: "domain", id }, data: { hostname } });
  if (verified_at) await enqueue(ctx.tx, detachDomainJob, { org_id: ctx.org.id, hostname });
}
