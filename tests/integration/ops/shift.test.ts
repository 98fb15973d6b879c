import { describe, expect, test } from "vitest";
import { GET as findAgents } from "@/app/api/ops/agents/route";
import { POST as retry } from "@/app/api/ops/failed_jobs/[id]/retries/route";
import { GET as readHealth } from "@/app/api/ops/health/route";
import { GET as readShift } from "@/app/api/ops/shift/route";
import { POST as receive } from "@/app/webhooks/agent/[token]/route";
import { applyKeptDeliveries } from "@/lib/ingest/jobs/apply-kept-deliveries";
import { boss } from "@/lib/jobs/boss";
import { DEAD_LETTERS, ensureQueue } from "@/lib/jobs/queues";
import { fold } from "@/lib/metrics/fold";
import type { FoundAgents } from "@/lib/ops/find-agents";
import type { Shift } from "@/lib/ops/read-shift";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

const dataOf = <T>(part: { data: T } | { failed: string }): T => {
  if ("failed" in part) throw new Error(part.failed);
  return part.data;
};

/** The shift as an operator reads it; it is kept for four seconds, so a test waits for the fact. */
async function shiftWith(cookie: string, seen: (shift: Shift) => boolean): Promise<Shift> {
  let shift: Shift | undefined;
  await expect
    .poll(
      async () => {
        shift = (await callRoute(readShift, { path: "/api/ops/shift", cookie })).json<Shift>();
        return seen(shift);
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBe(true);
  if (!shift) throw new Error("no shift was read");
  return shift;
}

/** A job of an organization that has failed for good, as the queue itself leaves it. */
async function failForGood(orgId: string): Promise<string> {
  await ensureQueue(applyKeptDeliveries);
  const queue = await boss();
  // Far ahead, so that no drain of another test takes it on the way.
  const options = { group: { id: orgId }, retryLimit: 0, startAfter: 3_600 };
  const id = await queue.send(applyKeptDeliveries.name, { org_id: orgId }, options);
  await database()`update pgboss.job set state = 'active', started_on = now() where id = ${id ?? ""}`;
  await queue.fail(applyKeptDeliveries.name, id ?? "", { message: "the database was on fire" });
  const [letter] = await database()<{ id: string }[]>`
    select id from pgboss.job where name = ${DEAD_LETTERS} and source_id = ${id ?? ""}`;
  if (!letter) throw new Error("the job did not become a dead letter");
  return letter.id;
}

describe("the operator's shift", () => {
  test("is for operators alone", async () => {
    const { admin } = await makeOrganization();
    const cookie = await admin.cookie();
    const id = crypto.randomUUID();
    for (const [handler, call] of [
      [readShift, { path: "/api/ops/shift" }],
      [findAgents, { path: "/api/ops/agents?search=a" }],
      [readHealth, { path: "/api/ops/health" }],
      [retry, { path: `/api/ops/failed_jobs/${id}/retries`, method: "POST", params: { id } }],
    ] as const) {
      expect((await callRoute(handler, call)).status).toBe(401);
      expect((await callRoute(handler, { ...call, cookie })).status).toBe(404);
    }
    const operator = await (await makeOperator()).cookie();
    expect((await callRoute(readHealth, { path: "/api/ops/health", cookie: operator })).status).toBe(200);
  });

  test("shows how an agent's deliveries went, refused signatures among them, and which organization it is", async () => {
    const org = await makeOrganization({ name: `Shift ${crypto.randomUUID().slice(0, 8)}` });
    const agent = await makeAgent(org.id, "retell");
    const { bodies } = bodiesOfCall(agent);
    const [body = ""] = bodies;
    const call = { method: "POST" as const, path: agent.path, params: { token: agent.token }, body };
    expect((await callRoute(receive, { ...call, headers: agent.headersFor(body) })).status).toBe(200);
    for (let n = 0; n < 3; n += 1) {
      expect((await callRoute(receive, { ...call, headers: { "x-retell-signature": "v=1,d=00" } })).status).toBe(401);
    }
    await fold();
    const cookie = await (await makeOperator()).cookie();
    const ours = (shift: Shift) =>
      "data" in shift.agents ? shift.agents.data.find(({ agent_id }) => agent_id === agent.id) : undefined;
    const shift = await shiftWith(cookie, (each) => ours(each) !== undefined);
    expect(ours(shift)).toMatchObject({
      org_slug: org.slug,
      org_name: org.name,
      total: 4,
      kept: 1,
      refused: 3,
      failed: 0,
      p95_committed_ms: expect.any(Number),
    });
    const { hours, vendors, errors } = dataOf(shift.traffic);
    expect(hours).toHaveLength(24);
    expect(hours.at(-1)?.requests).toBeGreaterThanOrEqual(4);
    expect(vendors.find(({ provider }) => provider === "retell")?.recent.refused).toBeGreaterThanOrEqual(3);
    expect(errors.find(({ name }) => name === "unauthenticated")?.recent).toBeGreaterThanOrEqual(3);
    expect(dataOf(shift.database).connections).toBeGreaterThan(0);
    expect(dataOf(shift.fleet).instances.length).toBeGreaterThan(0);
  });

  test("finds an agent by organization, name or webhook token, whatever others have had refused", async () => {
    const mark = crypto.randomUUID().slice(0, 8);
    const org = await makeOrganization({ name: `Find ${mark}` });
    const [loud, silent] = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "vapi")];
    const call = { method: "POST" as const, path: loud.path, params: { token: loud.token }, body: "{}" };
    expect((await callRoute(receive, { ...call, headers: { "x-retell-signature": "v=1,d=00" } })).status).toBe(401);
    const cookie = await (await makeOperator()).cookie();
    const find = async (search: string) => {
      const answer = await callRoute(findAgents, { path: `/?search=${encodeURIComponent(search)}`, cookie });
      return answer.json<FoundAgents>().data.map((row) => [row.agent_id, "total" in row && row.refused]);
    };
    const both = [
      [loud.id, 1],
      [silent.id, 0],
    ];
    expect(await find(`fIND ${mark}`)).toEqual(both);
    expect(await find(org.slug)).toEqual(both);
    expect(await find(loud.token)).toEqual([[loud.id, 1]]);
    await database()`update public.agents set name = ${`Nightline ${mark}`} where id = ${silent.id}`;
    expect(await find(`nightline ${mark}`)).toEqual([[silent.id, 0]]);
    expect(await find("%")).toEqual([]);
    await database()`update public.agents set deleted_at = now() where id = ${loud.id}`;
    expect(await find(org.slug)).toEqual([[silent.id, 0]]);
    expect((await callRoute(findAgents, { path: "/", cookie })).status).toBe(422);
  });

  test("gives a failed job another try in its own queue, once, and the organization's history says so", async () => {
    const org = await makeOrganization();
    const letter = await failForGood(org.id);
    const operator = await makeOperator();
    const cookie = await operator.cookie();
    const seen = (shift: Shift) => "data" in shift.jobs && shift.jobs.data.failed.some(({ id }) => id === letter);
    const shift = await shiftWith(cookie, seen);
    expect(dataOf(shift.jobs).failed.find(({ id }) => id === letter)).toMatchObject({
      job: applyKeptDeliveries.name,
      reason: "the database was on fire",
      org_slug: org.slug,
      attempts: 1,
    });
    const call = {
      path: `/api/ops/failed_jobs/${letter}/retries`,
      method: "POST" as const,
      params: { id: letter },
      cookie,
    };
    expect((await callRoute(retry, call)).status).toBe(200);
    const waiting = await database()`
      select id from pgboss.job
      where name = ${applyKeptDeliveries.name} and data ->> 'org_id' = ${org.id} and state in ('created', 'active', 'completed')`;
    expect(waiting).toHaveLength(1);
    expect((await callRoute(retry, call)).status).toBe(404);
    const history = await database()`
      select actor_type, actor_id, data from public.events where org_id = ${org.id} and name = 'job.retried'`;
    expect(history).toMatchObject([
      { actor_type: "operator", actor_id: operator.userId, data: { job: applyKeptDeliveries.name } },
    ]);
    // The organization's own audit log says so, and the console shows what staff did.
    const { staff } = await shiftWith(cookie, (now) => dataOf(now.staff).some(({ org_slug }) => org_slug === org.slug));
    expect(dataOf(staff)).toContainEqual(
      expect.objectContaining({ org_slug: org.slug, seq: 1, action: "job.retried" }),
    );
  });
});
