import { sql } from "kysely";
import type { Context } from "../auth/context";
import type { Scope } from "../auth/scopes";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { stateOf } from "./describe-api-key";
import { keepApiKey } from "./keep-api-key";
import { type ApiKeyRow, apiKeyOrThrow } from "./rows";
import type { NewApiKey, RotateApiKey } from "./schemas";

/**
 * Makes a key that takes another's place and may do the same. The old one is accepted beside it until the overlap or
 * its own end is over; one that has expired may have a successor and stays out itself. Throws `conflict` for one that was
 * revoked or has a successor already.
 * @returns the new key with its token, told once
 */
export async function rotateApiKey(
  ctx: Context,
  { id, overlap_hours, expires_at }: RotateApiKey & { id: string },
): Promise<NewApiKey> {
  const old = await apiKeyOrThrow(ctx, id);
  const superseded = await ctx.tx
    .updateTable("api_keys")
    .set({
      superseded_at: sql`clock_timestamp()`,
      retires_at: sql`clock_timestamp() + make_interval(hours => ${overlap_hours})`,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("superseded_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (superseded.numUpdatedRows === 0n) {
    const state = stateOf(old, Date.now());
    throw new AppError("conflict", state === "revoked" ? "This key is revoked." : "This key has a successor already.");
  }
  const { name, allowed_networks, requests_per_minute } = old;
  const key = await keepApiKey(ctx, {
    ...{ name, allowed_networks, requests_per_minute, replaces_id: id },
    // Written by our verbs alone, from the table of scopes.
    scopes: old.scopes as Scope[],
    expires_at: expires_at === undefined ? asLongAgain(old, Date.now()) : expires_at,
  });
  await recordEvent(
    ctx,
    {
      name: "api_key.rotated",
      subject: { type: "api_key", id: key.id },
      data: { prefix: key.prefix, replaces_id: id },
    },
    { before: { prefix: old.prefix }, after: { prefix: key.prefix, overlap_hours, expires_at: key.expires_at } },
  );
  return key;
}

/** The end of a key that lasts from now as long as another was meant to. */
export function asLongAgain({ created_at, expires_at }: Pick<ApiKeyRow, "created_at" | "expires_at">, nowMs: number) {
  return expires_at ? new Date(nowMs + expires_at.getTime() - created_at.getTime()).toISOString() : null;
}
