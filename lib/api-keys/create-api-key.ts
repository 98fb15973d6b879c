import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { keepApiKey } from "./keep-api-key";
import type { CreateApiKey, NewApiKey } from "./schemas";

/** Makes a key. The token in the answer is told once: neither row, event nor log holds it. */
export async function createApiKey(ctx: Context, input: CreateApiKey): Promise<NewApiKey> {
  const key = await keepApiKey(ctx, { ...input, expires_at: input.expires_at ?? null });
  const { id, prefix, name, scopes, allowed_networks, requests_per_minute, expires_at } = key;
  await recordEvent(
    ctx,
    { name: "api_key.created", subject: { type: "api_key", id }, data: { prefix } },
    { after: { prefix, name, scopes, allowed_networks, requests_per_minute, expires_at } },
  );
  return key;
}
