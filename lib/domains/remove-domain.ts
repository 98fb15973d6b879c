import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { hosting } from "./hosting";
import { domainOrThrow } from "./list-domains";

/**
 * Takes a host name from the organization: it stops to lead here within a minute.
 * @returns work to be done after the transaction: the hosting is told, which may take its time
 */
export async function removeDomain(ctx: Context, { id }: { id: string }): Promise<() => Promise<undefined>> {
  const { hostname, verified_at } = await domainOrThrow(ctx, id);
  await ctx.tx.deleteFrom("domains").where("org_id", "=", ctx.org.id).where("id", "=", id).execute();
  await recordEvent(ctx, { name: "domain.removed", subject: { type: "domain", id }, data: { hostname } });
  return async () => {
    if (verified_at) await hosting().detach(hostname);
    return undefined;
  };
}
