import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { retellClient } from "../voice/retell/client";
import { vapiClient } from "../voice/vapi/client";
import { VendorError, vendorProblem } from "../voice/vendor-error";
import { type CredentialKind, KINDS, type VerifiableKind } from "./kinds";
import { getCredential } from "./list-credentials";
import { credentialOrThrow, openSecret } from "./rows";
import type { Credential } from "./schemas";

/** The cheapest question that a vendor answers to a good credential only. */
const ASK: Record<VerifiableKind, (secret: string) => Promise<unknown>> = {
  retell: (secret) => retellClient(secret).getConcurrency(),
  vapi: (secret) => vapiClient(secret).listAgents(),
};

type Verdict = { verification: "valid" | "refused" | "unanswered"; verification_problem: string | null };

/**
 * Asks the vendor whether a credential works, and notes the answer. Throws `conflict` for kinds whose vendor cannot be asked yet.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function verifyCredential(ctx: Context, { id }: { id: string }): Promise<() => Promise<Credential>> {
  const row = await credentialOrThrow(ctx, id);
  const { kind } = row;
  if (!isVerifiable(kind)) throw new AppError("conflict", `${KINDS[kind].label} credentials cannot be verified yet.`);
  const secret = await openSecret(ctx, row);
  const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
  return async () => {
    const verdict = await ask(kind, secret);
    return withTenant(scope, (tx) => noteVerdict({ ...ctx, tx }, id, verdict));
  };
}

function isVerifiable(kind: CredentialKind): kind is VerifiableKind {
  return kind in ASK;
}

async function ask(kind: VerifiableKind, secret: string): Promise<Verdict> {
  try {
    await ASK[kind](secret);
    return { verification: "valid", verification_problem: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const refused = error.status === 401 || error.status === 403;
    return { verification: refused ? "refused" : "unanswered", verification_problem: vendorProblem(error) };
  }
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
