import { expect, test, vi } from "vitest";
import { GET as readStats } from "@/app/api/cache/stats/route";
import { GET as readFigures } from "@/app/api/v1/orgs/[org]/figures/route";
import { GET as readOverview } from "@/app/api/v1/orgs/[org]/overview/route";
import { readOverview as readFromSource } from "@/lib/analytics/read-overview";
import type { Context } from "@/lib/auth/context";
import { cached } from "@/lib/cache/cached";
import type { CacheStats } from "@/lib/cache/read-cache-stats";
import { env } from "@/lib/env";
import { makeAgent } from "../../support/agent";
import { asMember } from "../../support/as-member";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeMember, makeOrganization } from "../../support/organization";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));

vi.setConfig({ testTimeout: 300_000 });

const PEOPLE = 10;
const CALLS = 2;

async function stats(): Promise<CacheStats> {
  const answer = await callRoute(readStats, {
    path: "/api/cache/stats",
    headers: { authorization: `Bearer ${env().MONITOR_KEY}` },
  });
  expect(answer.status).toBe(200);
  return answer.json<CacheStats>();
}

/**
 * Ten people with the overview open while calls come in: everybody opens it, every delivery makes everybody's screen read
 * it again, and now and then somebody comes back to it.
 */
async function replaySession(read: (member: number) => Promise<void>, deliverNext: () => Promise<boolean>) {
  for (let member = 0; member < PEOPLE; member++) await read(member);
  for (let step = 0; await deliverNext(); step++) {
    await Promise.all(Array.from({ length: PEOPLE }, (_, member) => read(member)));
    if (step % 3 === 0) await read(step % PEOPLE);
  }
}

/** An overview without the instant it was read at. */
function facts(overview: object): object {
  const { now: _, ...rest } = overview as { now: string };
  return JSON.parse(JSON.stringify(rest));
}

async function makeSession() {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const people = [org.admin, org.viewer];
  while (people.length < PEOPLE) people.push(await makeMember(org.id, "org_viewer"));
  const cookies = await Promise.all(people.map((person) => person.cookie()));
  const bodies = Array.from({ length: CALLS }, () => bodiesOfCall(agent).bodies).flat();
  const deliverNext = async () => {
    const body = bodies.shift();
    if (body === undefined) return false;
    expect((await deliver(agent, body)).status).toBe(200);
    return true;
  };
  return { org, people, cookies, deliverNext };
}

test("more than 83 of 100 reads of a session of ten people are hits, and every answer is as new as its event (RV12)", async () => {
  const { org, cookies, deliverNext } = await makeSession();
  const before = await stats();
  // What the source says after each delivery; every cached answer must say the same.
  const source = () => asMember(org.viewer.userId, org.slug, (tx, m) => readFromSource({ tx, org: m.org } as Context));
  let truth = facts(await source());
  const deliverAndRead = async () => {
    const delivered = await deliverNext();
    truth = facts(await source());
    return delivered;
  };
  await replaySession(async (member) => {
    const answer = await callRoute(readOverview, {
      path: `/api/v1/orgs/${org.slug}/overview`,
      params: { org: org.slug },
      cookie: cookies[member] ?? "",
    });
    expect(answer.status).toBe(200);
    expect(facts(answer.json())).toEqual(truth);
    const figures = await callRoute(readFigures, {
      path: `/api/v1/orgs/${org.slug}/figures?range=7d`,
      params: { org: org.slug },
      cookie: cookies[member] ?? "",
    });
    expect(figures.status).toBe(200);
  }, deliverAndRead);
  const after = await stats();
  const of = (name: string) => {
    const now = after.namespaces.find(({ namespace }) => namespace === name);
    const then = before.namespaces.find(({ namespace }) => namespace === name);
    return { hits: (now?.hits ?? 0) - (then?.hits ?? 0), misses: (now?.misses ?? 0) - (then?.misses ?? 0) };
  };
  for (const { hits, misses } of [of("overview"), of("figures")]) expect(hits / (hits + misses)).toBeGreaterThan(0.83);
  const all = { hits: after.total.hits - before.total.hits, misses: after.total.misses - before.total.misses };
  expect(all.hits / (all.hits + all.misses)).toBeGreaterThan(0.83);
  const line = after.namespaces.find(({ namespace }) => namespace === "overview");
  expect(line?.hit_p50_ms).toBeGreaterThan(0);
  expect(line?.hits_by).toHaveProperty("process");
});

test("negative control: kept for each person apart, the same session hits far less", async () => {
  const { org, people, deliverNext } = await makeSession();
  let reads = 0;
  let loads = 0;
  await replaySession(async (member) => {
    const person = people[member] ?? org.admin;
    reads += 1;
    await asMember(person.userId, org.slug, (tx, membership) =>
      cached({ tx, org: membership.org } as Context, "overview", { person: person.userId }, async () => {
        loads += 1;
        return {};
      }),
    );
  }, deliverNext);
  expect((reads - loads) / reads).toBeLessThan(0.83);
});

test("a stranger learns nothing of the cache", async () => {
  for (const authorization of ["", "Bearer wrong", "Bearer "]) {
    const answer = await callRoute(readStats, { path: "/api/cache/stats", headers: { authorization } });
    expect(answer.status).toBe(401);
  }
});
