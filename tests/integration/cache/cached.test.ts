import { Redis } from "@upstash/redis";
import type { Sql, TransactionSql } from "postgres";
import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { makeAgent } from "../../support/agent";
import { asMember } from "../../support/as-member";
import { makeCall } from "../../support/call";
import { database } from "../../support/database";
import { openFaultyRedis } from "../../support/faulty-redis";
import { forgetOwnCache } from "../../support/forget-own-cache";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const faulty = await openFaultyRedis(inject("stack").env.UPSTASH_REDIS_REST_URL ?? "");
process.env.UPSTASH_REDIS_REST_URL = faulty.url;
const { cached } = await import("@/lib/cache/cached");
const { versionOf } = await import("@/lib/cache/version-of");
const { withTenant } = await import("@/lib/db/tenant");
const { GET: overview } = await import("@/app/api/v1/orgs/[org]/overview/route");
const { logger } = await import("@/lib/log/logger");
const { onTrail } = await import("@/lib/log/trail");
const { takeTurns } = await import("@/lib/redis/take-turns");

beforeEach(forgetOwnCache);
afterAll(() => faulty.stop());

/** Runs reads in a transaction of one member, as a request would. */
function inRequest<T>(org: TestOrganization, work: (ctx: Context) => Promise<T>): Promise<T> {
  return asMember(org.viewer.userId, org.slug, (tx, membership) =>
    work({
      org: membership.org,
      tx,
      requestId: "test-request",
      log: logger(),
      actor: { type: "user", id: org.viewer.userId, role: membership.role },
    }),
  );
}

const readOverview = async (org: TestOrganization) => {
  const answer = await callRoute(overview, {
    path: `/api/v1/orgs/${org.slug}/overview`,
    params: { org: org.slug },
    cookie: await org.viewer.cookie(),
  });
  expect(answer.status).toBe(200);
  return answer.json<{ agents: { total: number }; has_calls: boolean }>();
};

const versionNow = (orgId: string) => withTenant({ orgId }, (tx) => versionOf({ org: { id: orgId }, tx } as Context));

// A machine too busy for its own timers shows nothing of a stampede: then once more.
describe("an answer", { retry: 3 }, () => {
  test("is found once for everybody, in this process and in the next", async () => {
    const org = await makeOrganization();
    let loads = 0;
    const ask = () =>
      inRequest(org, (ctx) =>
        cached(ctx, "overview", "once", async () => {
          loads += 1;
          await new Promise((resolve) => setTimeout(resolve, 60));
          return { loads };
        }),
      );
    expect(await Promise.all([ask(), ask(), ask(), ask(), ask()])).toEqual(Array(5).fill({ loads: 1 }));
    await expect.poll(async () => keysOf(org.id)).toHaveLength(1);
    forgetOwnCache();
    expect(await ask()).toEqual({ loads: 1 });
    expect(loads).toBe(1);
  });

  test("is read by one of several processes that miss it at the same time", async () => {
    const org = await makeOrganization();
    let loads = 0;
    const ask = () =>
      inRequest(org, (ctx) =>
        cached(ctx, "overview", "stampede", async () => {
          loads += 1;
          await new Promise((resolve) => setTimeout(resolve, 60));
          return { loads };
        }),
      );
    const answers: Promise<object>[] = [];
    for (let process = 0; process < 4; process++) {
      const before = loads;
      answers.push(ask());
      if (process === 0) await expect.poll(() => loads, { interval: 2 }).toBeGreaterThan(before);
      forgetOwnCache();
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    expect(await Promise.all(answers)).toEqual(Array(4).fill({ loads: 1 }));
    expect(loads).toBe(1);
  });

  test("of another organization, or to another question, is another one", async () => {
    const [one, two] = await Promise.all([makeOrganization(), makeOrganization()]);
    const ask = (org: TestOrganization, question: string) =>
      inRequest(org, (ctx) => cached(ctx, "overview", question, async () => ({ of: ctx.org.id, question })));
    expect(await ask(one, "a")).toEqual({ of: one.id, question: "a" });
    expect(await ask(two, "a")).toEqual({ of: two.id, question: "a" });
    expect(await ask(one, "b")).toEqual({ of: one.id, question: "b" });
    forgetOwnCache();
    expect(await ask(two, "a")).toEqual({ of: two.id, question: "a" });
  });

  test("that could not be read is not kept, and does not fail whoever waited for it", async () => {
    const org = await makeOrganization();
    const reading = Promise.withResolvers<void>();
    const first = inRequest(org, (ctx) =>
      cached(ctx, "overview", "broken", async () => {
        reading.resolve();
        await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error("cancelled");
      }),
    );
    first.catch(() => undefined);
    await reading.promise;
    const second = inRequest(org, (ctx) => cached(ctx, "overview", "broken", async () => ({ fine: true })));
    await expect(first).rejects.toThrow("cancelled");
    expect(await second).toEqual({ fine: true });
  });

  test.each(["refused", "hanging", "failing", "garbage"] as const)(
    "is found without a Redis that is %s",
    async (fault) => {
      const org = await makeOrganization();
      await faulty.fail(fault);
      try {
        const asked = performance.now();
        expect(await inRequest(org, (ctx) => cached(ctx, "overview", fault, async () => ({ fault })))).toEqual({
          fault,
        });
        expect(performance.now() - asked).toBeLessThan(500);
      } finally {
        await faulty.mend();
      }
    },
  );
});

test("that another request is finding keeps nobody waiting for Redis who has waited for it already, and they begin anew together (S13)", async () => {
  const org = await makeOrganization();
  const count = () => takeTurns([{ tier: "api.user.reads", key: `counted ${Math.random()}` }]);
  const isAsked = async () => {
    const before = faulty.asked();
    await count();
    return faulty.asked() > before;
  };
  await expect.poll(isAsked, { timeout: 6_000, interval: 100 }).toBe(true);
  await faulty.fail("hanging");
  try {
    const begun = Promise.withResolvers<void>();
    let loads = 0;
    const ask = (first: () => Promise<unknown>) =>
      onTrail({}, () =>
        inRequest(org, async (ctx) => {
          const asked = performance.now();
          await first();
          await cached(ctx, "overview", "joined", async () => ({ load: ++loads }));
          return performance.now() - asked;
        }),
      );
    const waitFirst = Array.from({ length: 5 }, () =>
      ask(() => {
        begun.resolve();
        return count();
      }),
    );
    await begun.promise;
    await new Promise((resolve) => setTimeout(resolve, 130));
    // A page, which counts nothing, has just begun to wait for the answer when the other joins it.
    const [page, ...counted] = await Promise.all([ask(async () => undefined), ...waitFirst]);
    expect(page).toBeGreaterThan(150);
    expect(Math.max(...counted)).toBeLessThan(290);
    expect(loads).toBe(2);
  } finally {
    await faulty.mend();
  }
});

describe("what changes an organization", () => {
  test("is seen by the next reader, and renews nobody else's answers", async () => {
    const [org, neighbour] = await Promise.all([makeOrganization(), makeOrganization()]);
    expect((await readOverview(org)).has_calls).toBe(false);
    await readOverview(neighbour);
    const theirs = await versionNow(neighbour.id);
    const call = await makeCall({ org });
    expect(await readOverview(org)).toMatchObject({ has_calls: true, agents: { total: 1 } });
    expect(await versionNow(neighbour.id)).toBe(theirs);

    const { PUT } = await import("@/app/api/v1/orgs/[org]/calls/[id]/billable/route");
    const version = await versionNow(org.id);
    const changed = await callRoute(PUT, {
      method: "PUT",
      path: `/api/v1/orgs/${org.slug}/calls/${call.id}/billable`,
      params: { org: org.slug, id: call.id },
      cookie: await org.admin.cookie(),
      body: { is_billable: false },
    });
    expect(changed.status).toBe(200);
    expect(await versionNow(org.id)).not.toBe(version);
  });

  test("is seen although it commits after something younger", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    const event = (sql: Sql | TransactionSql) => sql`
      insert into public.events (org_id, name, subject_type, subject_id, actor_type)
      values (${org.id}, 'agent.updated', 'agent', ${agent.id}, 'job')`;
    const newest = async () =>
      (await database()<{ id: string }[]>`select max(id::text) as id from public.events where org_id = ${org.id}`)[0]
        ?.id;

    let commit: () => void = () => undefined;
    const written = Promise.withResolvers<void>();
    const late = database().begin(async (sql) => {
      await event(sql);
      written.resolve();
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
    });
    await written.promise;
    await event(database());
    const [before, newestBefore] = [await versionNow(org.id), await newest()];
    commit();
    await late;
    // Negative control: by the newest event alone nothing has changed.
    expect(await newest()).toBe(newestBefore);
    expect(await versionNow(org.id)).not.toBe(before);
  });

  test("a version stands still while nothing happens, however long", async () => {
    const org = await makeOrganization();
    await makeCall({ org });
    await database()`update public.events set id = private.uuid_v7(now() - interval '3 days') where org_id = ${org.id}`;
    const version = await versionNow(org.id);
    expect(version).not.toBe("none");
    expect(await versionNow(org.id)).toBe(version);
  });
});

test("Redis holds nothing that was said, and no number that called", async () => {
  const { org } = await makeCall();
  // Asked anew until Redis, which the tests before have taken away, has been found again.
  const kept = async () => {
    forgetOwnCache();
    await readOverview(org);
    return keysOf(org.id);
  };
  await expect.poll(kept, { timeout: 8_000, interval: 250 }).not.toHaveLength(0);
  const redis = direct();
  for (const key of await keysOf(org.id)) {
    const value = JSON.stringify(await redis.get(key));
    expect(value).toContain("has_calls");
    expect(value).not.toMatch(/\+1212555|transcript|appointment/i);
  }
});

function direct(): Redis {
  const { UPSTASH_REDIS_REST_TOKEN: token = "" } = process.env;
  return new Redis({ url: faulty.url, token });
}

function keysOf(orgId: string): Promise<string[]> {
  return direct().keys(`cache:*${orgId}*`);
}
