import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as PREVIEW } from "@/app/api/v1/orgs/[org]/deliveries/[id]/replay_preview/route";
import { POST } from "@/app/api/v1/orgs/[org]/deliveries/[id]/replays/route";
import type { ReplayOutcome } from "@/lib/deliveries/replay-one";
import { keepAsFailed, makeCall, newestDelivery, nobodysId, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { callAsRead } from "../../support/opened-call";
import { makeOrganization } from "../../support/organization";

const replay = (slug: string, id: string, cookie?: string) =>
  callRoute(POST, {
    method: "POST",
    path: `/api/v1/orgs/${slug}/deliveries/${id}/replays`,
    params: { org: slug, id },
    cookie,
  });
const preview = (slug: string, id: string, cookie?: string) =>
  callRoute(PREVIEW, {
    path: `/api/v1/orgs/${slug}/deliveries/${id}/replay_preview`,
    params: { org: slug, id },
    cookie,
  });

const stateOf = async (call: TestCall, deliveryId: string) => {
  const [delivery] = await database()`
    select state, attempts, error from public.inbound_events where id = ${deliveryId}`;
  const { status, successful, summary, cost_micros, updated_at } = await callAsRead(call.org.id, call.id);
  const row = { status, successful, summary, cost_micros, updated_at };
  const events = await database()`select name from public.events where org_id = ${call.org.id}`;
  return { delivery, row, events: events.length };
};

/** A call whose analysis arrived but was lost on our side, as a failed delivery leaves it. */
async function callWithLostAnalysis(): Promise<TestCall & { delivery: string }> {
  const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
  const { id: delivery } = await newestDelivery(call.org.id, "call_analyzed");
  await database()`
    update public.calls set successful = null, sentiment = null, summary = null, custom_analysis = null, voicemail = null,
      analyzed_at = null, facets = facets - 'analysis' where id = ${call.id}`;
  await keepAsFailed(delivery);
  return { ...call, delivery };
}

const REFUSED = "a summary that the database of this test refuses";

beforeAll(async () => {
  await database().unsafe(`
    create function private.refuse_for_a_test() returns trigger language plpgsql as $$
    begin
      if new.summary = '${REFUSED}' then raise exception 'refused for a test' using errcode = 'check_violation'; end if;
      return new;
    end $$;
    create trigger refuse_for_a_test before insert or update on public.calls
      for each row execute function private.refuse_for_a_test()`);
});

afterAll(async () => {
  await database()`drop function private.refuse_for_a_test() cascade`;
});

describe("POST /deliveries/{id}/replays", () => {
  test("a failed delivery is applied, says what changed, and the call shows it", async () => {
    const call = await callWithLostAnalysis();
    const answer = await replay(call.org.slug, call.delivery, await call.org.admin.cookie());
    expect(answer.status).toBe(200);
    const outcome = answer.json<ReplayOutcome>();
    expect(outcome).toMatchObject({ state: "applied", call_id: call.id });
    expect(outcome.changed.summary).toEqual({ before: null, after: expect.any(String) });
    expect(outcome.changed).not.toHaveProperty("from_number");
    const after = await stateOf(call, call.delivery);
    expect(after.delivery).toMatchObject({ state: "applied", attempts: 9, error: null });
    expect(after.row).toMatchObject({ successful: expect.any(Boolean), summary: expect.any(String) });
  });

  test("replaying what is already applied changes nothing on the call", async () => {
    const call = await makeCall();
    const cookie = await call.org.admin.cookie();
    const { id } = await newestDelivery(call.org.id, "call_ended");
    const before = await stateOf(call, id);
    const outcome = (await replay(call.org.slug, id, cookie)).json<ReplayOutcome>();
    expect(outcome).toMatchObject({ state: "applied", changed: {} });
    const { status, cost_micros } = (await stateOf(call, id)).row;
    expect({ status, cost_micros }).toEqual({ status: before.row.status, cost_micros: before.row.cost_micros });
  });

  test("what the call shows of a delivery becomes what it says by today's understanding, and nothing of a newer one", async () => {
    const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
    const cookie = await call.org.admin.cookie();
    const [{ id: analyzed }, { id: ended }] = [
      await newestDelivery(call.org.id, "call_analyzed"),
      await newestDelivery(call.org.id, "call_ended"),
    ];
    const { summary } = await callAsRead(call.org.id, call.id);
    // As an older Foyer, which did not understand these fields, has left them.
    await database()`update public.calls set summary = null, cost_micros = 1 where id = ${call.id}`;
    await database()`update public.transcripts set turns = '[]' where call_id = ${call.id}`;
    const late = (await replay(call.org.slug, ended, cookie)).json<ReplayOutcome>();
    expect(late.changed).toEqual({});
    const outcome = (await replay(call.org.slug, analyzed, cookie)).json<ReplayOutcome>();
    expect(Object.keys(outcome.changed).sort()).toEqual(["cost_micros", "summary", "transcript_turns"]);
    expect(await callAsRead(call.org.id, call.id)).toMatchObject({ summary });
  });

  test("what the database refuses again is kept as failed with the reason, and nothing else is lost", async () => {
    const call = await callWithLostAnalysis();
    await database()`update public.inbound_events set body = ${refusedBody(call)} where id = ${call.delivery}`;
    const answer = await replay(call.org.slug, call.delivery, await call.org.admin.cookie());
    expect(answer.status).toBe(200);
    expect(answer.json<ReplayOutcome>()).toMatchObject({ state: "failed", changed: {}, reason: expect.any(String) });
    const after = await stateOf(call, call.delivery);
    expect(after.delivery).toMatchObject({ state: "failed", attempts: 9, error: expect.any(String) });
  });

  test("a duplicate is refused and names the first one", async () => {
    const call = await makeCall();
    await deliver(call.agent, call.bodies[0] ?? "");
    const { id, state } = await newestDelivery(call.org.id);
    expect(state).toBe("duplicate");
    const answer = await replay(call.org.slug, id, await call.org.admin.cookie());
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("duplicate_of");
  });

  test("a viewer may not, and nothing changes", async () => {
    const call = await callWithLostAnalysis();
    const before = await stateOf(call, call.delivery);
    const cookie = await call.org.viewer.cookie();
    expect((await replay(call.org.slug, call.delivery, cookie)).status).toBe(403);
    expect((await preview(call.org.slug, call.delivery, cookie)).status).toBe(403);
    expect(await stateOf(call, call.delivery)).toEqual(before);
  });

  test("another organization's delivery is not found, nobody is 401", async () => {
    const [call, stranger] = await Promise.all([callWithLostAnalysis(), makeOrganization()]);
    const before = await stateOf(call, call.delivery);
    const cookie = await stranger.admin.cookie();
    for (const ask of [replay, preview]) {
      expect((await ask(stranger.slug, call.delivery, cookie)).status).toBe(404);
      expect((await ask(call.org.slug, call.delivery, cookie)).status).toBe(404);
      expect((await ask(stranger.slug, nobodysId(), cookie)).status).toBe(404);
      expect((await ask(call.org.slug, call.delivery)).status).toBe(401);
    }
    expect(await stateOf(call, call.delivery)).toEqual(before);
  });
});

describe("GET /deliveries/{id}/replay_preview", () => {
  test("foretells exactly what the replay then does, and changes nothing itself", async () => {
    const call = await callWithLostAnalysis();
    const cookie = await call.org.admin.cookie();
    const before = await stateOf(call, call.delivery);
    const foretold = (await preview(call.org.slug, call.delivery, cookie)).json<ReplayOutcome>();
    expect(Object.keys(foretold.changed)).toContain("summary");
    expect(await stateOf(call, call.delivery)).toEqual(before);
    const done = (await replay(call.org.slug, call.delivery, cookie)).json<ReplayOutcome>();
    expect(done.changed).toEqual(foretold.changed);
  });

  test("foretells a failure as well", async () => {
    const call = await callWithLostAnalysis();
    await database()`update public.inbound_events set body = ${refusedBody(call)} where id = ${call.delivery}`;
    const before = await stateOf(call, call.delivery);
    const answer = await preview(call.org.slug, call.delivery, await call.org.admin.cookie());
    expect(answer.json<ReplayOutcome>()).toMatchObject({ state: "failed", changed: {}, reason: expect.any(String) });
    expect(await stateOf(call, call.delivery)).toEqual(before);
  });
});

// Authentic and understood, but the database does not take it: what our side fails to apply.
function refusedBody(call: TestCall): string {
  const body = JSON.parse(call.bodies.at(-1) ?? "{}") as { call: { call_analysis: object } };
  body.call.call_analysis = { ...body.call.call_analysis, call_summary: REFUSED };
  return JSON.stringify(body);
}
