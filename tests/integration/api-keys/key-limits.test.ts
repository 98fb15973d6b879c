import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { GET as read, PATCH as rename } from "@/app/api/v1/orgs/[org]/route";
import { countOf, limitRequest } from "@/lib/http/limit";
import { secondsUntil } from "@/lib/http/rate-limit-headers";
import { takeTurns } from "@/lib/redis/take-turns";
import { type Tier, tiers } from "@/lib/redis/tiers";
import { askWith, makeKey } from "../../support/api-keys";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));

let org: TestOrganization;
let neighbour: TestOrganization;
beforeAll(async () => {
  [org, neighbour] = await Promise.all([makeOrganization(), makeOrganization()]);
});

const useUp = async (tier: Tier, who: string) => {
  for (let left: number = tiers[tier].limit; left > 0; left -= 50)
    await Promise.allSettled(
      Array.from({ length: Math.min(left, 50) }, () => limitRequest([{ tier, who }], new Headers())),
    );
};

const renamed = { method: "PATCH" as const, body: { name: "Renamed" } };

describe("a key's requests", () => {
  test("are limited by its own figure, told in the headers, and no other key pays for it", async () => {
    const slow = await makeKey(org, ["organization:read"], { requests_per_minute: 3 });
    const other = await makeKey(org, ["organization:read"]);
    const answers = [];
    for (let n = 0; n < 5; n++) answers.push(await askWith(slow.token, read, org));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe("3;w=60");
    const seconds = Number(answers[3]?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(61);
    expect(answers[3]?.json()).toMatchObject({
      error: { code: "rate_limited", details: { retry_after_seconds: seconds } },
    });
    const next = await askWith(other.token, read, org);
    expect([next.status, next.headers.get("ratelimit-policy")]).toEqual([200, "600;w=60"]);
  });

  test("count together for the organization, and lock no person out, nor another organization's keys", async () => {
    const [ours, theirs] = [
      await makeKey(org, ["organization:write"]),
      await makeKey(neighbour, ["organization:write"]),
    ];
    await useUp("api.keys", org.id);
    const fresh = await makeKey(org, ["organization:write"]);
    for (const { token } of [ours, fresh]) {
      const refused = await askWith(token, rename, org, renamed);
      expect([refused.status, refused.headers.get("ratelimit-policy")]).toEqual([429, "1000;w=900"]);
    }
    expect((await askWith(theirs.token, rename, neighbour, renamed)).status).toBe(200);
    const person = { path: `/api/v1/orgs/${org.slug}`, params: { org: org.slug }, cookie: await org.admin.cookie() };
    expect((await callRoute(rename, { ...person, ...renamed })).status).toBe(200);
  });

  test("that are refused use up nothing of the others", async () => {
    const key = await makeKey(neighbour, ["organization:write"], { requests_per_minute: 1 });
    const { tier, key: name } = countOf({ tier: "api.keys", who: neighbour.id });
    const left = async () => (await takeTurns([{ tier, key: name }]))[0]?.remaining ?? 0;
    const first = await left();
    await askWith(key.token, rename, neighbour, renamed);
    for (let n = 0; n < 5; n++) expect((await askWith(key.token, rename, neighbour, renamed)).status).toBe(429);
    // The one that was answered, and this look itself.
    expect(await left()).toBe(first - 2);
  });
});

describe("whatever the clock and the arrivals, a limit of a key", () => {
  const arrivals = fc.array(fc.nat({ max: 9_000 }), { minLength: 20, maxLength: 80 });
  const SPAN = tiers["api.key"].window_ms;

  test("is never passed within any span of its window, and its Retry-After is the truth", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.nat({ max: SPAN }),
        arrivals,
        async (limit, offset, gaps) => {
          const count = { tier: "api.key", key: `property ${Math.random()}`, limit } as const;
          const admitted: number[] = [];
          let now = 1_000 * SPAN + offset;
          for (const gap of gaps) {
            now += gap;
            const [turn] = await takeTurns([count], now);
            if (!turn) throw new Error("no turn");
            expect(turn.limit).toBe(limit);
            if (turn.allowed) {
              admitted.push(now);
              const within = admitted.filter((at) => at > now - SPAN).length;
              expect(within).toBeLessThanOrEqual(limit);
              expect(turn.remaining).toBe(limit - countedAt(admitted, now));
              continue;
            }
            // Refused only when the window is full: by its buckets nothing is withheld for longer than one of them.
            expect(countedAt(admitted, now)).toBe(limit);
            const back = now + secondsUntil(turn.reset_at, now) * 1_000;
            expect(countedAt(admitted, back)).toBeLessThan(limit);
            // And no earlier, to the second that the header can say.
            expect(countedAt(admitted, turn.reset_at - 1)).toBe(limit);
            const [again] = await takeTurns([count], back);
            expect(again?.allowed).toBe(true);
            admitted.push(back);
            now = back;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  // What the window holds at a moment, said a second time: sixty buckets and the one that is filling.
  const countedAt = (admitted: readonly number[], now: number) => {
    const bucket = SPAN / 60;
    const oldest = (Math.floor(now / bucket) - 60) * bucket;
    return admitted.filter((at) => at >= oldest && at <= now).length;
  };

  test("above its tier's is its tier's", async () => {
    const [turn] = await takeTurns([{ tier: "api.key", key: `more ${Math.random()}`, limit: 100_000 }]);
    expect(turn?.limit).toBe(600);
  });
});
