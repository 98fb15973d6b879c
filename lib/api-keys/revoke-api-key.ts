import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { getApiKey } from "./list-api-keys";
import { apiKeyOrThrow } from "./rows";
import type { ApiKey } from "./schemas";

/** Ends a key: no request with it is answered from the moment this commits. Revoking twice is once. */
export async function revokeApiKey(ctx: Context, { id }: { id: string }): Promise<ApiKey> {
  const { prefix, revoked_at } = await apiKeyOrThrow(ctx, id);
  if (revoked_at === null) {
    await ctx.tx
      .updateTable("api_keys")
      .set({ revoked_at: sql`clock_timestamp()` })
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id)
      .execute();
    await recordEvent(ctx, { name: "api_key.revoked", subject: { type: "api_key", id }, data: { prefix } });
  }
  return getApiKey(ctx, { id });
}
