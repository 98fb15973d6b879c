import { Redis } from "@upstash/redis";
import { env } from "../env";

/** Redis answers within this, or we go on without it (promise S13). */
export const REDIS_TIMEOUT_MS = 250;

let client: Redis | undefined;

/** The Redis client: no retries, 250 ms for an answer. Ask through `askRedis`, which survives its absence. */
export function redis(): Redis {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = env();
  client ??= new Redis({
    url: UPSTASH_REDIS_REST_URL,
    token: UPSTASH_REDIS_REST_TOKEN,
    retry: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(REDIS_TIMEOUT_MS),
  });
  return client;
}
