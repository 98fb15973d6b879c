import { Redis } from "@upstash/redis";

// A process remembers for a second whom Redis has just refused.
const REMEMBERED_MS = 1_000;

/** Gives everybody a fresh start with every limit, for tests that ask more than a person would. */
export async function forgetLimits(): Promise<void> {
  const { UPSTASH_REDIS_REST_URL: url = "", UPSTASH_REDIS_REST_TOKEN: token = "" } = process.env;
  const redis = new Redis({ url, token });
  const keys = await redis.keys("limit:*");
  if (keys.length > 0) await redis.del(...keys);
  await new Promise((resolve) => setTimeout(resolve, REMEMBERED_MS));
}
