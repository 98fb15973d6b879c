import { Redis } from "@upstash/redis";
import { env } from "../env";

/** A request that nobody waits for any more is ended after this; how long anybody waits is said in ask-redis.ts. */
const ABANDONED_MS = 1_000;

let client: Redis | undefined;

/** The Redis client: no retries. Ask through `askRedis`, which survives its absence. */
export function redis(): Redis {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = env();
  client ??= new Redis({
    url: UPSTASH_REDIS_REST_URL,
    token: UPSTASH_REDIS_REST_TOKEN,
    retry: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(ABANDONED_MS),
  });
  return client;
}
