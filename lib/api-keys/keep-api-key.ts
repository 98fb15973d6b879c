import { sql } from "kysely";
import { newApiKeyToken } from "../auth/api-key-token";
import type { Context } from "../auth/context";
import type { Scope } from "../auth/scopes";
import { tokenHash } from "../crypto/lookup";
import { newId } from "../db/new-id";
import { AppError } from "../errors";
import { getApiKey } from "./list-api-keys";
import type { NewApiKey } from "./schemas";

/** Live keys an organization may have at a time: enough for one a program, few enough to look through. */
const MOST = 100;

/** Makes and inserts a key; whoever calls it records the fact. Throws `invalid`, and `conflict` when there are a hundred. */
export async function keepApiKey(
  ctx: Context,
  input: {
    name: string;
    scopes: readonly Scope[];
    allowed_networks: readonly string[];
    requests_per_minute: number | null;
    expires_at: string | null;
    replaces_id?: string;
  },
): Promise<NewApiKey & { token: string }> {
  refusePast(input.expires_at);
  await refuseTooMany(ctx);
  const id = newId();
  const { token, prefix, last_four } = newApiKeyToken();
  await ctx.tx
    .insertInto("api_keys")
    .values({
      ...{ id, org_id: ctx.org.id, prefix, last_four, secret_hash: tokenHash(token) },
      ...input,
      scopes: [...input.scopes],
      allowed_networks: [...input.allowed_networks],
      created_by: ctx.actor.type === "user" ? ctx.actor.id : null,
    })
    .execute();
  return { ...(await getApiKey(ctx, { id })), token };
}

/** Throws `invalid` for an end that has passed already. */
export function refusePast(expiresAt: string | null | undefined): void {
  if (!expiresAt || Date.parse(expiresAt) > Date.now()) return;
  throw new AppError("invalid", "Check expires at.", { fields: { expires_at: "That has passed already." } });
}

async function refuseTooMany(ctx: Context): Promise<void> {
  // Two at the same moment must not both be the hundredth.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.org.id} api_keys`}, 9))`.execute(ctx.tx);
  const { live } = await ctx.tx
    .selectFrom("api_keys")
    .select(sql<number>`count(*)::int`.as("live"))
    .where("org_id", "=", ctx.org.id)
    .where("revoked_at", "is", null)
    .where((key) => key.or([key("retires_at", "is", null), key("retires_at", ">", new Date())]))
    .where((key) => key.or([key("expires_at", "is", null), key("expires_at", ">", new Date())]))
    .executeTakeFirstOrThrow();
  if (live >= MOST) throw new AppError("conflict", `There are ${MOST} keys already. Revoke one that is not used.`);
}
