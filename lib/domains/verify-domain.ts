import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { describeDomain } from "./describe-domain";
import { hosting } from "./hosting";
import { domainOrThrow } from "./list-domains";
import { readProof } from "./read-proof";
import type { Domain } from "./schemas";

/**
 * Looks for the proof in the DNS. When it is there, the name leads to the organization and the hosting serves it; when not,
 * the answer says what was found. A name that was verified stays so: only a proof that stays away ends that (`recheckDomain`).
 * @returns work to be done after the transaction, because the DNS may take its time
 */
export async function verifyDomain(ctx: Context, { id }: { id: string }): Promise<() => Promise<Domain>> {
  const row = await domainOrThrow(ctx, id);
  const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
  return async () => {
    const proof = await readProof(row);
    const problem = proof.found === "proof" ? null : proof.problem;
    const noted = await withTenant(scope, (tx) => note({ ...ctx, tx }, id, problem));
    if (problem === null) await hosting().attach(row.hostname);
    return noted;
  };
}

async function note(ctx: Context, id: string, problem: string | null): Promise<Domain> {
  const before = await domainOrThrow(ctx, id, true);
  const isNew = problem === null && before.verified_at === null;
  const row = await ctx.tx
    .updateTable("domains")
    .set({
      ...{ checked_at: sql`clock_timestamp()`, problem },
      ...(problem === null && { missing_since: null }),
      ...(isNew && { verified_at: sql`clock_timestamp()`, lapsed_at: null }),
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: { code?: string }) => {
      if (error.code !== "23505") throw error;
      throw new AppError(
        "conflict",
        `${before.hostname} leads to another organization. It must be removed there first.`,
      );
    });
  const { hostname } = row;
  const subject = { type: "domain", id } as const;
  if (isNew) await recordEvent(ctx, { name: "domain.verified", subject, data: { hostname } });
  else await recordEvent(ctx, { name: "domain.checked", subject, data: { hostname, found: problem === null } });
  return describeDomain(row);
}
