import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { isVerifiable, KINDS } from "./kinds";
import { getCredential } from "./list-credentials";
import { credentialOrThrow, openSecret } from "./rows";
import type { Credential } from "./schemas";
import { askVendor } from "./vendors/ask-vendor";
import type { Verdict } from "./vendors/verdict";

/**
 * Asks the vendor whether a credential works, and notes the answer. Throws `conflict`, with the reason, for kinds about which
 * no vendor can be asked.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function verifyCredential(ctx: Context, { id }: { id: string }): Promise<() => Promise<Credential>> {
  const row = await credentialOrThrow(ctx, id);
  const { kind } = row;
  if (!isVerifiable(kind))
    throw new AppError("conflict", KINDS[kind].unverifiable_because, { reason: "cannot_be_verified" });
  const secret = await openSecret(ctx, row);
  const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
  return async () => {
    const verdict = await askVendor(kind, secret);
    return withTenant(scope, (tx) => noteVerdict({ ...ctx, tx }, id, verdict));
  };
}

async function noteVerdict(ctx: Context, id: string, verdict: Verdict): Promise<Credential> {
  const { kind, label } = await credentialOrThrow(ctx, id);
  await ctx.tx
    .updateTable("credentials")
    .set({ ...verdict, verified_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
  const data = { kind, label, verification: verdict.verification };
  await recordEvent(ctx, { name: "credential.verified", subject: { type: "credential", id }, data });
  return getCredential(ctx, { id });
}
