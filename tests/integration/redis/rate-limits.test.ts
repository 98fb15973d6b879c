import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { openFaultyRedis } from "../../support/faulty-redis";
import { callRoute } from "../../support/http";
import {
  makeHalfway,
  makeOperator,
  makeOrganization,
  makePerson,
  onVisits,
  type TestOrganization,
} from "../../support/organization";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));
// The headers of the hosted platform name the client only there.
const hosted = vi.hoisted(() => ({ yes: false }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), ...(hosted.yes ? { FOYER_ENV: "production" } : {}) }) };
});

// The stack's own Redis, behind an address that counts what it is asked.
const counted = await openFaultyRedis(inject("stack").env.UPSTASH_REDIS_REST_URL ?? "");
process.env.UPSTASH_REDIS_REST_URL = counted.url;
const { limitRequest } = await import("@/lib/http/limit");
const { takeTurns } = await import("@/lib/redis/take-turns");
const { tiers } = await import("@/lib/redis/tiers");
const { GET: forStaff } = await import("@/app/api/ops/organizations/route");
const { POST: signIn } = await import("@/app/api/auth/sign-in/route");
const { GET: listCalls } = await import("@/app/api/v1/orgs/[org]/calls/route");
const { GET: openLive } = await import("@/app/api/v1/orgs/[org]/live/route");
const { GET: listMine, POST: found } = await import("@/app/api/v1/orgs/route");
const { PATCH: change, GET: read } = await import("@/app/api/v1/orgs/[org]/route");

type Tier = keyof typeof tiers;

let org: TestOrganization;
let neighbour: TestOrganization;
beforeAll(async () => {
  [org, neighbour] = await Promise.all([makeOrganization(), makeOrganization()]);
});
afterAll(() => counted.stop());

/** Asks until nothing is left; some of it may be used already. */
const useUp = async (tier: Tier, who: string) => {
  for (let left = tiers[tier].limit; left > 0; left -= 50)
    await Promise.allSettled(
      Array.from({ length: Math.min(left, 50) }, () => limitRequest([{ tier, who }], new Headers())),
    );
};

const at = (organization: TestOrganization, cookie: string, path = "") => ({
  path: `/api/v1/orgs/${organization.slug}${path}`,
  params: { org: organization.slug },
  cookie,
});

const rename = async (organization: TestOrganization, cookie: string) =>
  callRoute(change, { ...at(organization, cookie), method: "PATCH", body: { name: "Renamed" } });

describe("a limit", () => {
  test.each(["auth.attempt", "api.user", "exports", "mails", "uploads", "renders", "live.user"] as const)(
    "of %s admits between 0.95 and 1.10 of itself, whoever asks three times as fast for five windows (S14)",
    async (tier) => {
      const { limit, window_ms } = tiers[tier];
      const key = `steady ${Math.random()}`;
      const start = 1_000 * window_ms;
      let admitted = 0;
      for (let n = 0; n < 15 * limit; n += 3) {
        const turns = await Promise.all(
          [0, 1, 2].map((m) => takeTurns([{ tier, key }], start + ((n + m) * window_ms) / (3 * limit))),
        );
        admitted += turns.filter(([turn]) => turn?.allowed).length;
      }
      expect(admitted / (5 * limit)).toBeGreaterThanOrEqual(0.95);
      expect(admitted / (5 * limit)).toBeLessThanOrEqual(1.1);
    },
  );

  test("holds when everybody comes at once", async () => {
    const key = `burst ${Math.random()}`;
    const turns = await Promise.all(Array.from({ length: 300 }, () => takeTurns([{ tier: "api.user", key }])));
    expect(turns.filter(([turn]) => turn?.allowed)).toHaveLength(100);
  });

  test("that refuses uses up none of the others, and is counted in the same round trip", async () => {
    const mark = Math.random();
    const now = 60_000_000;
    const both = [
      { tier: "renders", key: `few ${mark}` },
      { tier: "api.user", key: `many ${mark}` },
    ] as const;
    await takeTurns(both, now);
    const before = counted.asked();
    for (let n = 0; n < 9; n++) await takeTurns(both, now + n);
    expect(counted.asked() - before).toBe(9);
    for (let n = 0; n < 20; n++) expect((await takeTurns(both, now + n))[0]?.allowed).toBe(false);
    const [turn] = await takeTurns([both[1]], now + 100);
    expect(turn?.remaining).toBe(100 - 10 - 1);
  });

  test("asks Redis once in a second about somebody it has just refused", async () => {
    const counts = [{ tier: "renders", key: `closed ${Math.random()}` }] as const;
    for (let n = 0; n < 11; n++) await takeTurns(counts, 90_000_000);
    const before = counted.asked();
    for (let n = 0; n < 50; n++) expect((await takeTurns(counts, 90_000_000 + n))[0]?.allowed).toBe(false);
    expect(counted.asked()).toBe(before);
    await takeTurns(counts, 90_001_001);
    expect(counted.asked()).toBe(before + 1);
  });
});

describe("a request", () => {
  test("costs one round trip to Redis, and its answer tells what is left", async () => {
    const cookie = await org.admin.cookie();
    await callRoute(listCalls, at(org, cookie, "/calls"));
    const before = counted.asked();
    const answer = await callRoute(listCalls, at(org, cookie, "/calls"));
    expect(answer.status).toBe(200);
    expect(counted.asked() - before).toBe(1);
    expect(answer.headers.get("ratelimit-policy")).toBe("600;w=60");
    expect(Number(answer.headers.get("ratelimit-remaining"))).toBeLessThan(600);
    expect(answer.headers.has("retry-after")).toBe(false);
  });

  test("above the limit is 429 with Retry-After and RateLimit headers, and the sentence a person reads", async () => {
    const person = await makePerson();
    await useUp("api.user", person.userId);
    const refused = await callRoute(found, {
      path: "/api/v1/orgs",
      method: "POST",
      cookie: await person.cookie(),
      body: { name: "One too many", slug: "one-too-many", industry: "clinic", time_zone: "UTC" },
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(61);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(refused.headers.get("ratelimit-limit")).toBe("100");
    expect(refused.json<{ error: { code: string; message: string } }>().error).toMatchObject({
      code: "rate_limited",
      message: expect.stringMatching(/^Too many requests\. Try again in \d+ seconds\.$/),
    });
    expect((await callRoute(listMine, { path: "/api/v1/orgs", cookie: await person.cookie() })).status).toBe(200);
  });
});

describe("nothing bleeds (S14)", () => {
  test("a person who used up their changes stops neither a colleague, nor reading, nor the live stream", async () => {
    await useUp("api.user", org.admin.userId);
    const cookie = await org.admin.cookie();
    expect((await rename(org, cookie)).status).toBe(429);
    expect((await callRoute(read, at(org, cookie))).status).toBe(200);
    expect((await callRoute(read, at(org, await org.viewer.cookie()))).status).toBe(200);
  });

  test("a person who read too much still opens the live stream", async () => {
    await useUp("api.user.reads", org.viewer.userId);
    const cookie = await org.viewer.cookie();
    expect((await callRoute(listCalls, at(org, cookie, "/calls"))).status).toBe(429);
    const stop = new AbortController();
    const { inRequestScope } = await import("../../support/request-scope");
    const request = new Request(`http://localhost/api/v1/orgs/${org.slug}/live`, {
      headers: { cookie },
      signal: stop.signal,
    });
    const { result } = await inRequestScope(request, () =>
      openLive(request, { params: Promise.resolve({ org: org.slug }) }),
    );
    expect(result.status).toBe(200);
    stop.abort();
    await result.body?.cancel();
  });

  test("an organization at its limit stops no other one, not even for the same person", async () => {
    await useUp("api.organization", neighbour.id);
    expect((await rename(neighbour, await neighbour.admin.cookie())).status).toBe(429);
    const third = await makeOrganization();
    const { database } = await import("../../support/database");
    await database()`insert into public.memberships (org_id, user_id, role)
      values (${third.id}, ${neighbour.admin.userId}, 'org_admin')`;
    expect((await rename(third, await neighbour.admin.cookie())).status).toBe(200);
  });

  test("a stranger cannot use up an organization's limit", async () => {
    const victim = await makeOrganization();
    const stranger = await makePerson();
    const cookie = await stranger.cookie();
    for (let n = 0; n < 5; n++) expect((await rename(victim, cookie)).status).toBe(404);
    const { headers, status } = await rename(victim, await victim.admin.cookie());
    expect(status).toBe(200);
    expect(headers.get("ratelimit-remaining")).toBe("99");
  });

  test("operators are not limited", async () => {
    const operator = onVisits(await makeOperator(), [org.id], { changes: true });
    await useUp("api.user", operator.userId);
    await useUp("api.user.reads", operator.userId);
    const cookie = await operator.cookie();
    const answer = await callRoute(read, at(org, cookie));
    expect(answer.status).toBe(200);
    expect(answer.headers.has("ratelimit-limit")).toBe(false);
    expect((await rename(org, cookie)).status).toBe(200);
    const outside = await callRoute(listMine, { path: "/api/v1/orgs", cookie });
    expect([outside.status, outside.headers.has("ratelimit-limit")]).toEqual([200, false]);
  });

  test("staff who have yet to show their second factor are limited like everybody", async () => {
    const person = await makePerson();
    const { database } = await import("../../support/database");
    await database()`insert into public.operators (user_id) values (${person.userId})`;
    await useUp("api.user.reads", person.userId);
    const refused = await callRoute(listMine, { path: "/api/v1/orgs", cookie: await person.cookie() });
    expect(refused.status).toBe(429);
  });
});

describe("nobody asks for nothing who stays outside (S14)", () => {
  test("a member of a suspended organization is counted like one of any other", async () => {
    const closed = await makeOrganization();
    const { database } = await import("../../support/database");
    await database()`update public.organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = ${closed.id}`;
    await useUp("api.user", closed.admin.userId);
    expect((await rename(closed, await closed.admin.cookie())).status).toBe(429);
  });

  test("who asks at the console and is no staff is counted like everywhere", async () => {
    const person = await makePerson();
    await useUp("api.user.reads", person.userId);
    const cookie = await person.cookie();
    expect((await callRoute(forStaff, { path: "/api/ops/organizations", cookie })).status).toBe(429);
  });

  test("a session that has yet to show its second factor counts for its address, as none does", async () => {
    const half = await makeHalfway();
    const answer = await callRoute(read, at(org, await half.cookie()));
    expect([answer.status, answer.headers.get("ratelimit-policy")]).toEqual([403, "12000;w=60"]);
  });
});

describe("whose address it is (S14)", () => {
  const guess = (email: string, headers: Record<string, string>) =>
    callRoute(signIn, { path: "/api/auth/sign-in", method: "POST", headers, body: { email, password: "a guess" } });

  test("spoofed forwarding headers and another address within the same /64 gain nothing", async () => {
    hosted.yes = true;
    try {
      const { email } = await makePerson();
      const statuses: number[] = [];
      for (let n = 0; n < 7; n++) {
        const { status } = await guess(email, {
          "x-vercel-forwarded-for": `2001:db8:7:9:${n}::${n + 1}`,
          "x-forwarded-for": `198.51.100.${n}, 203.0.113.${n}`,
          forwarded: `for=198.51.100.${n}`,
          "true-client-ip": `198.51.100.${n}`,
          "cf-connecting-ip": `198.51.100.${n}`,
        });
        statuses.push(status);
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    } finally {
      hosted.yes = false;
    }
  });

  test("negative control: a limit by the first forwarded hop admits whoever invents hops", async () => {
    const firstHop = (request: Request) => request.headers.get("x-forwarded-for")?.split(",")[0] ?? "unknown";
    const mark = Math.random();
    const attempts = Array.from({ length: 20 }, (_, n) => {
      const request = new Request("http://localhost/", { headers: { "x-forwarded-for": `198.51.100.${n}` } });
      return takeTurns([{ tier: "auth.attempt", key: `${firstHop(request)} ${mark}` }]);
    });
    expect((await Promise.all(attempts)).every(([turn]) => turn?.allowed)).toBe(true);
  });

  test("Redis learns neither addresses nor accounts", async () => {
    hosted.yes = true;
    const { email } = await makePerson();
    await guess(email, { "x-vercel-forwarded-for": "203.0.113.77" });
    hosted.yes = false;
    const { UPSTASH_REDIS_REST_TOKEN: token = "" } = process.env;
    const keys = await new Redis({ url: counted.url, token }).keys("limit:*");
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => key.includes("203.0.113.77") || key.includes(email))).toEqual([]);
  });
});
