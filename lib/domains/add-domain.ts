import { randomBytes } from "node:crypto";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { describeDomain } from "./describe-domain";
import { isOurs } from "./is-ours";
import type { AddDomain, Domain } from "./schemas";

const MOST = 10;

/** Claims a host name for the organization; it leads nowhere until `verifyDomain` saw the proof. Throws `invalid`, `conflict`. */
export async function addDomain(ctx: Context, { hostname }: AddDomain): Promise<Domain> {
  const kept = await ctx.tx.selectFrom("domains").select("hostname").where("org_id", "=", ctx.org.id).execute();
  if (isOurs(hostname)) throw refusal("invalid", "That name is Foyer's own. Use one of your organization's.");
  if (kept.some((each) => each.hostname === hostname))
    throw refusal("conflict", `${hostname} is in your list already.`);
  if (kept.length >= MOST) throw refusal("conflict", `An organization has at most ${MOST} domains. Remove one first.`);
  const row = await ctx.tx
    .insertInto("domains")
    .values({
      org_id: ctx.org.id,
      hostname,
      verification_token: randomBytes(16).toString("hex"),
      created_by: ctx.actor.type === "user" ? ctx.actor.id : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordEvent(ctx, { name: "domain.added", subject: { type: "domain", id: row.id }, data: { hostname } });
  return describeDomain(row);
}

function refusal(code: "invalid" | "conflict", message: string): AppError {
  return new AppError(code, message, { fields: { hostname: message } });
}
