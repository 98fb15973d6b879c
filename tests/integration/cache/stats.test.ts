import { afterAll, expect, test, vi } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { CacheStats } from "@/lib/cache/read-cache-stats";
import { asMember } from "../../support/as-member";
import { forgetOwnCache } from "../../support/forget-own-cache";
import { startOwnRedis } from "../../support/own-redis";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));

// A Redis of its own, before anything has read the environment: the figures below are all there are.
const redis = await startOwnRedis();
process.env.UPSTASH_REDIS_REST_URL = redis.url;
process.env.UPSTASH_REDIS_REST_TOKEN = redis.token;
const { GET: readStats } = await import("@/app/api/cache/stats/route");
const { cached } = await import("@/lib/cache/cached");
const { env } = await import("@/lib/env");
const { callRoute } = await import("../../support/http");
const { makeOrganization } = await import("../../support/organization");

afterAll(() => redis.stop());

/** How long the source takes: what a miss waits for and a hit does not. */
const SOURCE_MS = 60;

async function stats(): Promise<CacheStats> {
  const headers = { authorization: `Bearer ${env().MONITOR_KEY}` };
  const answer = await callRoute(readStats, { path: "/api/cache/stats", headers });
  expect(answer.status).toBe(200);
  const told = answer.json<CacheStats>();
  expect(told.scope).toBe("fleet");
  return told;
}

function lineOf({ namespaces }: CacheStats, name: string) {
  const line = namespaces.find(({ namespace }) => namespace === name);
  if (!line) throw new Error(`nothing is told of ${name}`);
  return line;
}

test("hits, misses, their rate and their times are told exactly, for each namespace by itself", async () => {
  // What an earlier try has counted is told, and then forgotten.
  await stats();
  await redis.run("FLUSHALL");
  forgetOwnCache();
  const org = await makeOrganization();
  const ask = (namespace: "overview" | "figures", question: string) =>
    asMember(org.viewer.userId, org.slug, (tx, membership) =>
      cached({ tx, org: membership.org } as Context, namespace, question, async () => {
        await new Promise((resolve) => setTimeout(resolve, SOURCE_MS));
        return {};
      }),
    );
  const nobody = lineOf(await stats(), "overview");
  expect(nobody).toMatchObject({ reads: 0, hits: 0, misses: 0, hit_rate: null, hits_by: {} });
  expect([nobody.hit_p50_ms, nobody.hit_p95_ms, nobody.miss_p50_ms, nobody.miss_p95_ms]).toEqual(Array(4).fill(null));

  for (const question of ["one", "two", "one", "one"]) await ask("overview", question);
  // Kept for the next process, once it is written.
  await expect.poll(async () => ((await redis.run("KEYS", `cache:*${org.id}*`)) as string[]).length).toBe(2);
  forgetOwnCache();
  await ask("overview", "two");
  await ask("figures", "one");

  const told = await stats();
  const overview = lineOf(told, "overview");
  expect(overview).toMatchObject({ reads: 5, hits: 3, misses: 2, hit_rate: 0.6, hits_by: { process: 2, redis: 1 } });
  expect(lineOf(told, "figures")).toMatchObject({ reads: 1, hits: 0, misses: 1, hit_rate: 0, hits_by: {} });
  const sum = (of: "hits" | "misses") => told.namespaces.reduce((total, line) => total + line[of], 0);
  const [hits, misses] = [sum("hits"), sum("misses")];
  expect(told.total).toMatchObject({ reads: hits + misses, hits, misses });
  expect(told.total.hit_rate).toBeCloseTo(hits / (hits + misses), 4);

  const { hit_p50_ms, hit_p95_ms, miss_p50_ms, miss_p95_ms } = overview;
  for (const time of [hit_p50_ms, hit_p95_ms]) expect(time).toBeGreaterThan(0);
  expect(hit_p50_ms).toBeLessThan(SOURCE_MS);
  // A bucket says no more than between which bounds: 50 and 100 ms.
  for (const time of [miss_p50_ms, miss_p95_ms]) expect(time).toBeGreaterThanOrEqual(50);
});
