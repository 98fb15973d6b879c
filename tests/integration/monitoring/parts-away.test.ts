import { afterAll, afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { openFaultyPart } from "../../support/faulty-part";
import { openFaultyRedis } from "../../support/faulty-redis";
import { startThrowAwayPostgres } from "../../support/throw-away-postgres";

// The real probes against real parts, each behind an address of its own that can be told to fail. Set before anything has
// read the environment; the database is this file's own, so that an old job disturbs nobody.
const { env: stack } = inject("stack");
const postgres = await startThrowAwayPostgres();
const redis = await openFaultyRedis(stack.UPSTASH_REDIS_REST_URL ?? "");
const supabase = await openFaultyPart(stack.SUPABASE_URL ?? "");
const mail = await openFaultyPart(stack.RESEND_BASE_URL ?? "");
const retell = await openFaultyPart(stack.RETELL_BASE_URL ?? "");
const vapi = await openFaultyPart(stack.VAPI_BASE_URL ?? "");
Object.assign(process.env, {
  DATABASE_URL: postgres.url,
  DATABASE_DIRECT_URL: postgres.url,
  UPSTASH_REDIS_REST_URL: redis.url,
  SUPABASE_URL: supabase.url,
  RESEND_BASE_URL: mail.url,
  RETELL_BASE_URL: retell.url,
  VAPI_BASE_URL: vapi.url,
});
const { GET: health } = await import("@/app/api/health/route");
const { env } = await import("@/lib/env");
const { callRoute } = await import("../../support/http");
const { database } = await import("../../support/database");

const parts = { supabase, mail, retell, vapi };

// An answer is kept for five seconds, so each question comes six after the one before.
let now = Date.now();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const part of Object.values(parts)) part.mend();
});

afterAll(async () => {
  for (const part of Object.values(parts)) await part.stop();
  await redis.stop();
  await postgres.stop();
});

type Check = { name: string; state: string; latency_ms: number; detail?: string; since: string };

type Told = { code: number; status: string; wrong: Record<string, string>; checks: Check[] };

const SLOW = /^degraded: answered only after \d/;

/**
 * What a monitor is told: status of the answer, state of the whole, and the parts that are not as they should be.
 * @param may_be_slow whether slowness is the news; else a part that was slow on a busy machine is asked again
 */
async function ask({ may_be_slow = false } = {}): Promise<Told> {
  for (let left = 5; ; left--) {
    const told = await askOnce();
    const isSlow = Object.values(told.wrong).some((said) => SLOW.test(said));
    if (may_be_slow || !isSlow || left === 0) return told;
  }
}

async function askOnce(): Promise<Told> {
  now += 6_000;
  vi.setSystemTime(now);
  const headers = { authorization: `Bearer ${env().MONITOR_KEY}` };
  const answer = await callRoute(health, { path: "/api/health?depth=deep", headers });
  const { status, checks } = answer.json<{ status: string; checks: Check[] }>();
  for (const { latency_ms, since } of checks) {
    expect(latency_ms).toBeGreaterThanOrEqual(0);
    expect(since).toMatch(/^\d{4}-\d\d-\d\dT/);
  }
  const wrong = Object.fromEntries(
    checks.filter(({ state }) => state !== "ok").map(({ name, state, detail }) => [name, `${state}: ${detail}`]),
  );
  return { code: answer.status, status, wrong, checks };
}

const OK = { code: 200, status: "ok", wrong: {} };

test("with every part in order the whole is ok, and each part says how long it took", async () => {
  const { checks, ...answer } = await ask();
  expect(answer).toEqual(OK);
  expect(checks.map(({ name }) => name).toSorted()).toEqual(
    ["auth", "database", "mail", "migrations", "queue", "redis", "retell", "storage", "vapi"].toSorted(),
  );
});

describe("degraded, and the part is named,", () => {
  test.each(["refused", "hanging", "failing", "cut off"] as const)("when Redis is %s", async (fault) => {
    await redis.fail(fault);
    try {
      const { code, status, wrong } = await ask();
      expect({ code, status }).toEqual({ code: 200, status: "degraded" });
      expect(Object.keys(wrong)).toEqual(["redis"]);
      expect(wrong.redis).toMatch(/^down: /);
    } finally {
      await redis.mend();
    }
  });

  test("when Redis answers slowly", async () => {
    await redis.fail("slow");
    try {
      const { code, status, wrong } = await ask({ may_be_slow: true });
      expect({ code, status }).toEqual({ code: 200, status: "degraded" });
      expect(wrong).toEqual({ redis: expect.stringMatching(SLOW) });
    } finally {
      await redis.mend();
    }
  });

  test("when a job has waited for more than five minutes; one of four minutes is no news", async () => {
    const { enqueue } = await import("@/lib/jobs/enqueue");
    const { defineJob } = await import("@/lib/jobs/define-job");
    const { withoutTenant } = await import("@/lib/db/tenant");
    const schema = z.object({ person_id: z.uuid() });
    const job = defineJob({ name: `waits-${crypto.randomUUID()}`, schema, run: async () => undefined });
    await withoutTenant((tx) => enqueue(tx, job, { person_id: crypto.randomUUID() }));
    const since = (minutes: number) => database()`
      update pgboss.job set created_on = now() - make_interval(mins => ${minutes}),
        start_after = now() - make_interval(mins => ${minutes}) where name = ${job.name}`;
    await since(4);
    expect(await ask()).toMatchObject(OK);
    await since(6);
    const { code, status, wrong } = await ask();
    expect({ code, status }).toEqual({ code: 200, status: "degraded" });
    expect(wrong).toEqual({ queue: "degraded: a job has been waiting for 6 minutes" });
    await database()`delete from pgboss.job where name = ${job.name}`;
    expect(await ask()).toMatchObject(OK);
  });

  test.each([
    ["refuses our key", 403, { name: "invalid_api_key", message: "API key is invalid" }, "down: refuses our key"],
    ["misses a key", 401, { name: "missing_api_key" }, "down: refuses our key"],
    ["limits us", 429, { name: "rate_limit_exceeded" }, "degraded: limits our requests"],
    ["fails", 500, {}, "down: answered 500"],
  ])("when the mail service %s", async (_, code, body, said) => {
    mail.answer(code, body);
    expect(await ask()).toMatchObject({ code: 200, status: "degraded", wrong: { mail: said } });
  });

  test("when the mail service refuses the key itself", async () => {
    vi.stubEnv("RESEND_API_KEY", "re_wrong_0123456789");
    vi.resetModules();
    const { probes } = await import("@/lib/monitoring/probes");
    const { runProbe } = await import("@/lib/monitoring/probe");
    const probe = probes.find(({ name }) => name === "mail");
    if (!probe) throw new Error("there is no probe of the mail service");
    expect(await runProbe(probe)).toMatchObject({ state: "down", detail: "refuses our key", critical: false });
    vi.unstubAllEnvs();
  });

  test.each(["retell", "vapi"] as const)(
    "when %s answers 5xx; what it answers a stranger is no news",
    async (vendor) => {
      parts[vendor].answer(401);
      expect(await ask()).toMatchObject(OK);
      parts[vendor].answer(503);
      const { code, status, wrong } = await ask();
      expect({ code, status, wrong }).toEqual({
        code: 200,
        status: "degraded",
        wrong: { [vendor]: "down: answered 503" },
      });
    },
  );

  test("when a vendor takes the question and never answers, within the time that it has", async () => {
    vapi.hang();
    const began = performance.now();
    const { code, status, wrong } = await ask();
    expect({ code, status }).toEqual({ code: 200, status: "degraded" });
    expect(wrong).toEqual({ vapi: expect.stringMatching(/^down: (no answer within 4000 ms|did not answer in time)$/) });
    expect(performance.now() - began).toBeLessThan(6_000);
  });
});

describe("down, with 503,", () => {
  test("when the auth server fails: nobody signs in", async () => {
    supabase.answer(500);
    const { code, status, wrong } = await ask();
    expect({ code, status }).toEqual({ code: 503, status: "down" });
    expect(wrong).toEqual({ auth: "down: answered 500", storage: "down: answered 500" });
  });

  test("when nothing listens at its address", async () => {
    await supabase.stop();
    const { code, status, wrong } = await ask();
    expect({ code, status }).toEqual({ code: 503, status: "down" });
    expect(wrong.auth).toMatch(/^down: failed with (ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/);
  });
});
