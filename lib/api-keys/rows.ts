import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { AppError } from "../errors";

/** Every column but the hash, which the tenant's role cannot read. */
export const SHOWN = [
  "id",
  "name",
  "prefix",
  "last_four",
  "scopes",
  "allowed_networks",
  "requests_per_minute",
  "expires_at",
  "last_used_at",
  "replaces_id",
  "superseded_at",
  "retires_at",
  "revoked_at",
  "created_at",
] as const;

export type ApiKeyRow = Pick<Selectable<DB["api_keys"]>, (typeof SHOWN)[number]>;

/** The key of an id in this organization; throws `not_found`. @param locked until the transaction ends nobody else changes it */
export async function apiKeyOrThrow(ctx: Context, id: string, { locked = false } = {}): Promise<ApiKeyRow> {
  const row = await ctx.tx
    .selectFrom("api_keys")
    .select(SHOWN)
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such API key in this organization.");
  return row;
}
