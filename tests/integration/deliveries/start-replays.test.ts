import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/deliveries/replays/[id]/route";
import { POST } from "@/app/api/v1/orgs/[org]/deliveries/replays/route";
import { replayDeliveries } from "@/lib/deliveries/jobs/replay-deliveries";
import type { ReplayRun } from "@/lib/deliveries/replay-run";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { makeCall, nobodysId, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const start = (slug: string, body: unknown, cookie?: string) =>
  callRoute(POST, {
    method: "POST",
    path: `/api/v1/orgs/${slug}/deliveries/replays`,
    params: { org: slug },
    body,
    cookie,
  });
const progress = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/deliveries/replays/${id}`, params: { org: slug, id }, cookie });
const drain = () => drainJobs([replayDeliveries], Date.now() + 10_000);

/** A call whose deliveries were all kept but lost their effect. */
async function lostCall(): Promise<TestCall> {
  const call = await makeCall();
  await database()`update public.inbound_events set state = 'failed', error = 'lost', call_id = null, changes = null
    where org_id = ${call.org.id}`;
  await database()`delete from public.calls where id = ${call.id}`;
  return call;
}

const callsOf = (orgId: string) => database()`
  select vendor_call_id, status, successful is not null as analysed from public.calls where org_id = ${orgId}`;
const failedOf = async (orgId: string) =>
  (await database()`select 1 from public.inbound_events where org_id = ${orgId} and state = 'failed'`).length;

describe("POST /deliveries/replays", () => {
  test("everything a filter finds is replayed by a job, and its progress can be watched to the end", async () => {
    const call = await lostCall();
    const cookie = await call.org.admin.cookie();
    const answer = await start(call.org.slug, { filter: { state: ["failed"] } }, cookie);
    expect(answer.status).toBe(202);
    const queued = answer.json<ReplayRun>();
    expect(queued).toMatchObject({ state: "queued", total: call.bodies.length, done: 0, failed: 0 });
    expect(await callsOf(call.org.id)).toEqual([]);

    await drain();
    const finished = (await progress(call.org.slug, queued.id, cookie)).json<ReplayRun>();
    expect(finished).toMatchObject({
      state: "completed",
      total: call.bodies.length,
      done: call.bodies.length,
      failed: 0,
    });
    expect(finished.finished_at).not.toBeNull();
    expect(await callsOf(call.org.id)).toEqual([
      { vendor_call_id: call.vendor_call_id, status: "ended", analysed: true },
    ]);
    const facts =
      await database()`select name from public.events where org_id = ${call.org.id} and name like 'job_run.%'`;
    expect(facts.length).toBeGreaterThanOrEqual(3);
  });

  test("chosen deliveries are replayed, others stay as they are", async () => {
    const call = await lostCall();
    const rows = await database()<{ id: string }[]>`
      select id from public.inbound_events where org_id = ${call.org.id} order by id limit 2`;
    const cookie = await call.org.admin.cookie();
    const run = (await start(call.org.slug, { ids: rows.map(({ id }) => id) }, cookie)).json<ReplayRun>();
    await drain();
    expect((await progress(call.org.slug, run.id, cookie)).json()).toMatchObject({ state: "completed", done: 2 });
    expect(await failedOf(call.org.id)).toBe(call.bodies.length - 2);
  });

  test("a job that was killed goes on where its last batch ended", async () => {
    const call = await lostCall();
    const cookie = await call.org.admin.cookie();
    const run = (await start(call.org.slug, { filter: { state: ["failed"] } }, cookie)).json<ReplayRun>();
    await database()`update public.job_runs set state = 'running', done = ${call.bodies.length - 1} where id = ${run.id}`;
    await drain();
    expect((await progress(call.org.slug, run.id, cookie)).json()).toMatchObject({
      state: "completed",
      done: call.bodies.length,
    });
    expect(await failedOf(call.org.id)).toBe(call.bodies.length - 1);
  });

  test("a job whose time is up hands the rest on, and the run is completed by the next", async () => {
    const call = await lostCall();
    const cookie = await call.org.admin.cookie();
    const run = (await start(call.org.slug, { filter: { state: ["failed"] } }, cookie)).json<ReplayRun>();
    const data = { org_id: call.org.id, run_id: run.id };
    await replayDeliveries.execute(data, { jobId: "test", attempt: 1, deadline: Date.now() - 1, log: logger() });
    expect(await failedOf(call.org.id)).toBe(call.bodies.length);
    await drain();
    expect((await progress(call.org.slug, run.id, cookie)).json()).toMatchObject({ state: "completed" });
    expect(await failedOf(call.org.id)).toBe(0);
  });

  test("duplicates and other organizations' deliveries are left out", async () => {
    const [call, foreign] = await Promise.all([makeCall(), lostCall()]);
    await deliver(call.agent, call.bodies[0] ?? "");
    const cookie = await call.org.admin.cookie();
    const all = (await start(call.org.slug, { filter: {} }, cookie)).json<ReplayRun>();
    expect(all.total).toBe(call.bodies.length);
    const [theirs] = await database()<{ id: string }[]>`
      select id from public.inbound_events where org_id = ${foreign.org.id} limit 1`;
    expect((await start(call.org.slug, { ids: [theirs?.id] }, cookie)).status).toBe(422);
    await drain();
    expect(await failedOf(foreign.org.id)).toBe(foreign.bodies.length);
  });

  test.each([{}, { ids: [] }, { ids: ["7"] }, { filter: { state: ["lost"] } }, { ids: [nobodysId()], filter: {} }])(
    "%j is refused",
    async (body) => {
      const org = await makeOrganization();
      expect((await start(org.slug, body, await org.admin.cookie())).status).toBe(422);
    },
  );

  test("a viewer may not start one but may watch it; strangers find nothing; nobody is 401", async () => {
    const [call, stranger] = await Promise.all([lostCall(), makeOrganization()]);
    const body = { filter: { state: ["failed"] } };
    expect((await start(call.org.slug, body, await call.org.viewer.cookie())).status).toBe(403);
    expect((await start(call.org.slug, body, await stranger.admin.cookie())).status).toBe(404);
    expect((await start(call.org.slug, body)).status).toBe(401);
    const run = (await start(call.org.slug, body, await call.org.admin.cookie())).json<ReplayRun>();
    expect((await progress(call.org.slug, run.id, await call.org.viewer.cookie())).status).toBe(200);
    expect((await progress(stranger.slug, run.id, await stranger.admin.cookie())).status).toBe(404);
    expect((await progress(call.org.slug, run.id)).status).toBe(401);
  });
});
