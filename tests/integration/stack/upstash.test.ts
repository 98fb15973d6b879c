import { randomUUID } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { serveUpstash } from "../../../scripts/stack/redis/serve-upstash";
import { startMemoryRedis } from "../../../scripts/stack/redis/start-memory-redis";

const memory = startMemoryRedis();
const served = await serveUpstash(0, "a-token-of-the-test", memory);
afterAll(async () => {
  await served.stop();
  await memory.stop();
});

const backends: [string, () => Redis][] = [
  ["the stack's Redis", () => new Redis({ url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN })],
  ["the Redis within the process", () => new Redis({ url: served.url, token: "a-token-of-the-test" })],
];

describe.each(backends)("Upstash's REST interface over %s", (_, open) => {
  const redis = open();
  const key = () => `test:${randomUUID()}`;

  test("keeps text, numbers and objects as the client sent them, accents and all", async () => {
    const name = key();
    await redis.set(name, { city: "Zürich 🏥", beds: 3 }, { ex: 60 });
    expect(await redis.get(name)).toEqual({ city: "Zürich 🏥", beds: 3 });
    expect(await redis.ttl(name)).toBeGreaterThan(50);
    expect(await redis.get(key())).toBeNull();
    expect(await redis.hset(name.concat(":h"), { a: "1", b: "two" })).toBe(2);
    expect(await redis.hgetall(name.concat(":h"))).toEqual({ a: 1, b: "two" });
  });

  test("answers a pipeline in order, and a transaction as a whole", async () => {
    const name = key();
    expect(await redis.pipeline().set(name, 1).incr(name).get(name).exec()).toEqual(["OK", 2, 2]);
    expect(await redis.multi().incr(name).incr(name).exec()).toEqual([3, 4]);
  });

  test("reports a wrong command as an error and goes on serving", async () => {
    const name = key();
    await redis.set(name, "text");
    await expect(redis.lpush(name, "x")).rejects.toThrow(/Command failed/);
    expect(await redis.get(name)).toBe("text");
  });

  test.each([
    ["fixed window", Ratelimit.fixedWindow(3, "1 d")],
    ["sliding window", Ratelimit.slidingWindow(3, "1 d")],
  ])("lets the %s limiter admit exactly its limit", async (_name, limiter) => {
    const limit = new Ratelimit({ redis, limiter, prefix: key(), ephemeralCache: false });
    const outcomes: boolean[] = [];
    for (let i = 0; i < 5; i++) outcomes.push((await limit.limit("caller")).success);
    expect(outcomes).toEqual([true, true, true, false, false]);
    expect((await limit.limit("another caller")).success).toBe(true);
  });
});

test("a wrong bearer token is refused", async () => {
  const answer = await fetch(env().UPSTASH_REDIS_REST_URL, {
    method: "POST",
    headers: { authorization: "Bearer wrong" },
    body: '["PING"]',
  });
  expect(answer.status).toBe(401);
});
