import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { makeAgent, type TestAgent } from "../../support/agent";
import { askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { FAULTS, type Fault, openFaultyRedis } from "../../support/faulty-redis";
import { forgetOwnCache } from "../../support/forget-own-cache";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization, type TestOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

// Everything here runs on the stack's own Redis behind an address that can fail; set before anything has read the environment.
const faulty = await openFaultyRedis(inject("stack").env.UPSTASH_REDIS_REST_URL ?? "");
process.env.UPSTASH_REDIS_REST_URL = faulty.url;
const { askRedis } = await import("@/lib/redis/ask-redis");
const { takeTurns } = await import("@/lib/redis/take-turns");
const { countOf } = await import("@/lib/http/limit");
const { tiers } = await import("@/lib/redis/tiers");
const { POST: signIn } = await import("@/app/api/auth/sign-in/route");
const { GET: listCalls } = await import("@/app/api/v1/orgs/[org]/calls/route");
const { GET: exportCalls } = await import("@/app/api/v1/orgs/[org]/calls/export/route");
const { GET: exportLog } = await import("@/app/api/v1/orgs/[org]/audit-log/export/route");
const { PATCH: changeOrganization } = await import("@/app/api/v1/orgs/[org]/route");
const { GET: health } = await import("@/app/api/health/route");
const { GET: readOverview } = await import("@/app/api/v1/orgs/[org]/overview/route");
const { GET: readFigures } = await import("@/app/api/v1/orgs/[org]/figures/route");
const { GET: findAgents } = await import("@/app/api/ops/agents/route");
const { default: OverviewPage } = await import("@/app/[org]/overview/page");

let org: TestOrganization;
let agent: TestAgent;
let cookie: string;
let operator: string;

beforeEach(async () => {
  org = await makeOrganization();
  agent = await makeAgent(org.id, "retell");
  cookie = await org.admin.cookie();
  operator = await (await makeOperator()).cookie();
});
afterAll(() => faulty.stop());

/** Whether a question reaches Redis again; a probe beside it does not make it so. */
const isAsked = () =>
  askRedis(
    async (redis) => (await redis.ping()) === "PONG",
    () => false,
  );
const backInService = () =>
  expect.poll(isAsked, { timeout: 6_000, interval: 100, message: "recovered within six seconds" }).toBe(true);

afterEach(async () => {
  await faulty.mend();
  await backInService();
});

type Kind = {
  what: string;
  send: () => Promise<{ status: number }>;
  expected: number;
  /** What has to be so before each, outside of the time that is measured. */
  before?: () => Promise<unknown>;
  /** How often it is measured before the outage, and with the breaker open; 8 and 20 times unless said. */
  times?: readonly [usual: number, open: number];
};

const inOrganization = (path: string) => ({
  path: `/api/v1/orgs/${org.slug}${path}`,
  params: { org: org.slug },
  cookie,
});

// An event makes the kept answers old; without what this process knows it asks Redis about each.
const nothingKept = async () => {
  forgetOwnCache();
  await database()`
    insert into public.events (org_id, name, subject_type, subject_id, actor_type)
    values (${org.id}, 'agent.updated', 'agent', ${agent.id}, 'job')`;
};

const openOverview = async () => {
  const path = new URL(`/${org.slug}/overview`, process.env.PUBLIC_BASE_URL);
  await inRequestScope(new Request(path, { headers: { cookie } }), () =>
    OverviewPage({ params: Promise.resolve({ org: org.slug }), searchParams: Promise.resolve({}) }),
  );
  return { status: 200 };
};

const kinds = (): Kind[] => [
  // One account may be signed in to five times a minute; of others the same is counted and asked.
  { what: "signing in", expected: 200, times: [1, 0], send: () => callRoute(signIn, signingIn(org.admin)) },
  { what: "a guess", expected: 401, times: [5, 6], send: () => callRoute(signIn, signingIn(nobody())) },
  {
    what: "a read",
    expected: 200,
    send: () => callRoute(listCalls, inOrganization("/calls")),
  },
  {
    what: "the overview",
    expected: 200,
    before: nothingKept,
    send: () => callRoute(readOverview, inOrganization("/overview")),
  },
  {
    what: "the figures",
    expected: 200,
    before: nothingKept,
    send: () => callRoute(readFigures, inOrganization("/figures?range=7d")),
  },
  { what: "the overview's page", expected: 200, before: nothingKept, send: openOverview },
  {
    what: "an operator's search",
    expected: 200,
    send: () => callRoute(findAgents, { path: "/api/ops/agents?search=a", cookie: operator }),
  },
  {
    what: "a change",
    expected: 200,
    send: () =>
      callRoute(changeOrganization, {
        method: "PATCH",
        ...inOrganization(""),
        body: { name: "Renamed while Redis was away" },
      }),
  },
  { what: "a signed delivery", expected: 200, send: () => deliver(agent, bodiesOfCall(agent).bodies[0] ?? "") },
  { what: "health", expected: 200, send: () => callRoute(health, { path: "/api/health" }) },
];

const nobody = () => ({ email: `nobody-${crypto.randomUUID()}@example.com`, password: "a guess at nobody's" });

const signingIn = ({ email, password }: { email: string; password: string }) => ({
  path: "/api/auth/sign-in",
  method: "POST" as const,
  body: { email, password },
});

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const begun = performance.now();
  return { answer: await work(), ms: performance.now() - begun };
}

async function timeOf({ what, before, send, expected }: Kind): Promise<number> {
  await before?.();
  const { answer, ms } = await timed(send);
  expect(answer.status, what).toBe(expected);
  return ms;
}

/** The quickest of several, so that another test on the same two cores is not taken for Redis. */
async function quickest(times: number, kind: Kind): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time++) all.push(await timeOf(kind));
  return Math.min(...all);
}

/** What another test on the same two cores takes is not taken by Redis: a broken promise is broken every time. */
const TRIES = 5;

/** What a request takes more than usual that is the first to find Redis away, at best of a few outages. */
async function addedAtFirst(fault: Fault, kind: Kind, usual: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let outage = 0; outage < TRIES && least >= 300; outage++) {
    await backInService();
    await faulty.fail(fault);
    least = Math.min(least, (await timeOf(kind)) - usual);
    await faulty.mend();
  }
  return least;
}

/** What it takes more once Redis is known to be away, at best. */
async function addedWhenKnown(fault: Fault, kind: Kind, usual: number): Promise<number> {
  const times = kind.times?.[1] ?? 20;
  let added = (await quickest(times, kind)) - usual;
  for (let tried = 1; tried < TRIES && added >= 10; tried++) {
    // What is usual has changed where the machine has become busier since: it is measured beside.
    await faulty.mend();
    await backInService();
    const usualNow = await quickest(times, kind);
    await isKnownToBeAway(fault);
    added = (await quickest(times, kind)) - usualNow;
  }
  return added;
}

async function isKnownToBeAway(fault: Fault): Promise<void> {
  await faulty.fail(fault);
  const ask = () => timed(() => takeTurns([{ tier: "api.user.reads", key: `unknown ${Math.random()}` }]));
  await expect.poll(async () => (await ask()).ms < 10, { timeout: 3_000 }).toBe(true);
}

describe.each(FAULTS)("with a Redis that is %s", (fault) => {
  test("every kind of request goes on: at most 300 ms more at first, 10 ms once it is known, whole again within 6 s (S13)", async () => {
    const usual = new Map<Kind, number>();
    for (const kind of kinds()) usual.set(kind, await quickest(kind.times?.[0] ?? 8, kind));
    for (const [kind, ms] of usual)
      expect(await addedAtFirst(fault, kind, ms), `${kind.what}, added ms at first`).toBeLessThan(300);
    await isKnownToBeAway(fault);
    // A change is counted by Postgres meanwhile: one transaction of its own.
    for (const [kind, ms] of usual) {
      if (kind.times?.[1] === 0) continue;
      expect(await addedWhenKnown(fault, kind, ms), `${kind.what}, added ms with the breaker open`).toBeLessThan(10);
    }
  });
});

test("while Redis is away nobody's request asks it, and one probe in two seconds does", async () => {
  await faulty.fail("failing");
  for (let n = 0; n < 3; n++) await takeTurns([{ tier: "live.user", key: `opening ${n}` }]);
  const before = faulty.asked();
  await Promise.all(Array.from({ length: 200 }, (_, n) => takeTurns([{ tier: "live.user", key: `open ${n}` }])));
  expect(faulty.asked() - before).toBeLessThanOrEqual(1);
});

test("guessing a password stays as slow without Redis, and across processes, because Postgres counts", async () => {
  await faulty.fail("refused");
  const victim = await makeOrganization();
  const guess = (password: string) =>
    callRoute(signIn, { path: "/api/auth/sign-in", method: "POST", body: { email: victim.admin.email, password } });
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => guess(`guess ${n}`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(answers.find(({ status }) => status === 429)?.headers.get("retry-after")).toMatch(/^\d+$/);
});

test("exports are counted by Postgres while Redis is away, of people and of programs, and reads go on beside them", async () => {
  const key = await makeKey(org);
  await faulty.fail("refused");
  const at = { path: `/api/v1/orgs/${org.slug}/export`, params: { org: org.slug } };
  const takers = [
    { who: org.admin.userId, ask: (route: typeof exportCalls) => callRoute(route, { ...at, cookie }) },
    { who: org.id, ask: (route: typeof exportCalls) => askWith(key.token, route, org, at) },
  ];
  for (const { who, ask } of takers) {
    expect([(await ask(exportCalls)).status, (await ask(exportLog)).status]).toEqual([200, 200]);
    // What other processes have counted meanwhile stands in the same table.
    const { tier, key: name } = countOf({ tier: "exports", who });
    for (let left = tiers.exports.limit - 2; left > 0; left--) await takeTurns([{ tier, key: name }]);
    expect(await database()`select 1 from private.turns where key like ${`%${name}`} limit 1`).toHaveLength(1);
    for (const route of [exportCalls, exportLog]) {
      const refused = await ask(route);
      expect([refused.status, refused.headers.get("ratelimit-policy")]).toEqual([429, "30;w=3600"]);
    }
    expect((await ask(listCalls)).status).toBe(200);
  }
});

test("negative control: the bare library throws, or keeps everybody waiting", async () => {
  const bare = () => {
    const redis = new Redis({ url: faulty.url, token: process.env.UPSTASH_REDIS_REST_TOKEN ?? "" });
    return new Ratelimit({ redis, limiter: Ratelimit.slidingWindow(100, "1 m") }).limit("somebody");
  };
  const broken: Fault[] = [];
  for (const fault of ["failing", "over quota", "hanging"] as const) {
    await faulty.fail(fault);
    const { answer, ms } = await timed(() => bare().catch(() => "threw" as const));
    if (answer === "threw" || ms > 300) broken.push(fault);
    await faulty.mend();
  }
  expect(broken).toEqual(["failing", "over quota", "hanging"]);
});
