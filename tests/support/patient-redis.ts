import type * as RedisTime from "@/lib/redis/redis-time";

/**
 * Lets Redis take its time, for tests of what it counts: on a busy machine an answer later than that of S13 is an outage, where
 * other counters take over. `vi.mock("@/lib/redis/redis-time", async (original) => (await import(…)).patient(original))`.
 */
export async function patient<T>(original: () => Promise<T>): Promise<T> {
  const time = (): RedisTime.RedisTime => ({ left_ms: 60_000, waiting: 0, since: 0 });
  return { ...(await original()), redisTimeOf: time, joiningTimeOf: time, newRedisTime: time };
}
