import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, test, vi } from "vitest";
import { type OwnRedis, startOwnRedis } from "../../support/own-redis";

// A Redis of its own, before anything has read the environment: the figures below are all there are.
const redis: OwnRedis = await startOwnRedis();
process.env.UPSTASH_REDIS_REST_URL = redis.url;
process.env.UPSTASH_REDIS_REST_TOKEN = redis.token;
const { httpDuration, httpRequests } = await import("@/lib/metrics/catalogue");
const { fold } = await import("@/lib/metrics/fold");
const { instanceId } = await import("@/lib/metrics/instance");
const { fleetKey, foldKey, STORES } = await import("@/lib/metrics/keys");
const { readFleet } = await import("@/lib/metrics/read-fleet");

let stopped = false;
afterAll(() => (stopped ? undefined : redis.stop()));

const anotherInstance = (route: string, times: number) =>
  promisify(execFile)("node_modules/.bin/tsx", ["tests/support/count-and-fold.ts", route, String(times)], {
    env: process.env,
    timeout: 60_000,
  });

/** Until Redis has answered in time, which on a busy machine it may not at once. A batch counts once, however often it is told. */
const folded = () => expect.poll(fold, { timeout: 60_000 }).toBe(true);

const fleet = () =>
  vi.waitUntil(
    async () => {
      const read = await readFleet();
      return read.scope === "fleet" && read;
    },
    { timeout: 60_000, interval: 100 },
  );

const sampleOf = async (name: string, route: string) =>
  (await fleet()).families.find((family) => family.name === name)?.samples.find(({ labels }) => labels[0] === route);

const newRoute = () => `/test/${crypto.randomUUID()}`;

describe("the figures of the fleet", () => {
  test("are the sum of all instances, and each instance is known", async () => {
    const route = newRoute();
    httpRequests.add([route, "GET", "200"], 4);
    httpDuration.observe([route, "GET"], 700);
    await Promise.all([anotherInstance(route, 7), anotherInstance(route, 11)]);
    expect(await sampleOf("foyer_http_requests_total", route)).toMatchObject({ value: 22 });
    const durations = await sampleOf("foyer_http_request_duration_seconds", route);
    expect(durations).toMatchObject({ count: 19 });
    expect(durations && "sum_s" in durations ? durations.sum_s : 0).toBeCloseTo(18 * 0.03 + 0.7, 5);
    const { scope, instances } = await fleet();
    expect(scope).toBe("fleet");
    expect(instances).toHaveLength(3);
    expect(instances.find(({ id }) => id === instanceId)?.rss_bytes).toBeGreaterThan(10_000_000);
  });

  test("count a fold once, though its answer was lost and it is sent again", async () => {
    const route = newRoute();
    httpRequests.add([route, "GET", "200"], 3);
    await folded();
    // What the next fold sends is under a number Redis has seen: as if this were the one whose answer never came.
    const seen = Number(await redis.run("GET", foldKey(instanceId)));
    await redis.run("SET", foldKey(instanceId), String(seen + 1));
    httpRequests.add([route, "GET", "200"], 3);
    await folded();
    expect(await sampleOf("foyer_http_requests_total", route)).toMatchObject({ value: 3 });
    httpRequests.add([route, "GET", "200"], 3);
    await folded();
    expect(await sampleOf("foyer_http_requests_total", route)).toMatchObject({ value: 6 });
  });

  test("expire, and stay below the cap: what is new beyond it is counted as overflow, what is known goes on", async () => {
    const known = newRoute();
    httpRequests.add([known, "GET", "200"], 1);
    await folded();
    const key = fleetKey(Date.now());
    expect(Number(await redis.run("TTL", key))).toBeGreaterThan(STORES.fleet.ttl_s - 60);
    const room = STORES.fleet.most - Number(await redis.run("HLEN", key));
    for (let from = 0; from < room; from += 1_000) {
      const fields = Array.from({ length: Math.min(1_000, room - from) }, (_, n) => [`filler|${from + n}`, "1"]);
      await redis.run("HSET", key, ...fields.flat());
    }
    const late = newRoute();
    httpRequests.add([known, "GET", "200"], 5);
    httpRequests.add([late, "GET", "200"], 9);
    await folded();
    const { families, overflow } = await fleet();
    const requests = families.find(({ name }) => name === "foyer_http_requests_total")?.samples ?? [];
    expect(requests.find(({ labels }) => labels[0] === known)).toMatchObject({ value: 6 });
    expect(requests.some(({ labels }) => labels[0] === late)).toBe(false);
    expect(overflow).toBeGreaterThanOrEqual(9);
    expect(Number(await redis.run("HLEN", key))).toBeLessThanOrEqual(STORES.fleet.most + 1);
  });

  test("shrink to this instance's own when Redis is away, and nothing counted meanwhile is lost", async () => {
    const route = newRoute();
    httpRequests.add([route, "GET", "200"], 2);
    await redis.stop();
    stopped = true;
    const { scope, instances, families } = await readFleet();
    expect(scope).toBe("instance");
    expect(instances.map(({ id }) => id)).toEqual([instanceId]);
    const requests = families.find(({ name }) => name === "foyer_http_requests_total")?.samples ?? [];
    expect(requests.find(({ labels }) => labels[0] === route)).toMatchObject({ value: 2 });
  });
});
