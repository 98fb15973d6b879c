import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { type Expected, refuseStale } from "../http/version";
import { editable, stateOf } from "./describe-api-key";
import { refusePast } from "./keep-api-key";
import { getApiKey } from "./list-api-keys";
import { apiKeyOrThrow } from "./rows";
import type { ApiKey, UpdateApiKey } from "./schemas";

/** Changes what a key may do, from where, how fast and how long; what is left out stays. Throws `conflict` for one that was revoked or rotated away, or is not as expected. */
export async function updateApiKey(
  ctx: Context,
  { id, ...input }: UpdateApiKey & { id: string },
  expected: Expected = null,
): Promise<ApiKey> {
  const row = await apiKeyOrThrow(ctx, id, { locked: true });
  refuseStale(expected, editable(row));
  const state = stateOf(row, Date.now());
  if (state === "revoked" || state === "retired") {
    throw new AppError("conflict", `This key is ${state}. Make a new one.`);
  }
  refusePast(input.expires_at);
  if (Object.keys(input).length > 0) {
    // Another end is announced anew.
    const unannounced = input.expires_at === undefined ? {} : { reminded_14_days_at: null, reminded_3_days_at: null };
    await ctx.tx
      .updateTable("api_keys")
      .set({ ...input, ...unannounced })
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id)
      .execute();
    const change = difference(row, await apiKeyOrThrow(ctx, id));
    await recordEvent(
      ctx,
      { name: "api_key.updated", subject: { type: "api_key", id }, data: { prefix: row.prefix } },
      change,
    );
  }
  return getApiKey(ctx, { id });
}
