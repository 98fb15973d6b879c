import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PUT } from "@/app/api/v1/orgs/[org]/calls/[id]/review/route";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import { PUT as PUT_MANY } from "@/app/api/v1/orgs/[org]/calls/review/route";
import { GET as LIST } from "@/app/api/v1/orgs/[org]/calls/route";
import type { CallDetail } from "@/lib/calls/get-call";
import type { CallPage } from "@/lib/calls/list-calls";
import { reviewReasonsOf } from "@/lib/calls/review-reasons";
import type { Reviewed } from "@/lib/calls/set-reviewed";
import { makeAgent } from "../../support/agent";
import { makeCall, nobodysId } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const put = (slug: string, id: string, body: unknown, cookie?: string) =>
  callRoute(PUT, {
    method: "PUT",
    path: `/api/v1/orgs/${slug}/calls/${id}/review`,
    params: { org: slug, id },
    body,
    cookie,
  });

const putMany = (slug: string, body: unknown, cookie?: string) =>
  callRoute(PUT_MANY, {
    method: "PUT",
    path: `/api/v1/orgs/${slug}/calls/review`,
    params: { org: slug },
    body,
    cookie,
  });

const factsOf = (orgId: string) => database()<
  { data: Record<string, unknown>; actor_id: string; subject_id: string }[]
>`
  select data, actor_id, subject_id from public.events where org_id = ${orgId} and name = 'call.review_changed' order by id`;

const reviewedIn = (orgId: string) => database()<{ id: string; reviewed_by: string | null }[]>`
  select id, reviewed_by from public.calls where org_id = ${orgId} and reviewed_at is not null order by id`;

async function listed(org: TestOrganization, query: string): Promise<CallPage> {
  const answer = await callRoute(LIST, {
    path: `/api/v1/orgs/${org.slug}/calls${query}`,
    params: { org: org.slug },
    cookie: await org.viewer.cookie(),
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.json<CallPage>();
}

describe("PUT /calls/{id}/review", () => {
  test("who looked at a call and when is kept, shown on the call, and stated once; taken back, it needs a look again", async () => {
    const org = await makeOrganization();
    const call = await insertCall(await makeAgent(org.id, "retell"), { successful: false });
    const cookie = await org.admin.cookie();
    expect((await listed(org, "?review=needed")).total?.value).toBe(1);

    const answer = await put(org.slug, call.id, { is_reviewed: true }, cookie);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json<Reviewed>()).toMatchObject({ id: call.id, reviewed_by: { id: org.admin.userId } });
    expect(Date.now() - Date.parse(answer.json<Reviewed>().reviewed_at ?? "")).toBeLessThan(60_000);
    const shown = await callRoute(GET, {
      path: `/api/v1/orgs/${org.slug}/calls/${call.id}`,
      params: { org: org.slug, id: call.id },
      cookie: await org.viewer.cookie(),
    });
    expect(shown.json<CallDetail>()).toMatchObject({
      reviewed_at: answer.json<Reviewed>().reviewed_at,
      reviewed_by: answer.json<Reviewed>().reviewed_by,
    });
    expect((await listed(org, "?review=needed")).data).toEqual([]);
    expect((await listed(org, "?review=reviewed")).data).toMatchObject([
      { id: call.id, reviewed_at: answer.json<Reviewed>().reviewed_at },
    ]);

    const again = await put(org.slug, call.id, { is_reviewed: true }, cookie);
    expect(again.json<Reviewed>()).toEqual(answer.json<Reviewed>());
    const back = await put(org.slug, call.id, { is_reviewed: false }, cookie);
    expect(back.json<Reviewed>()).toEqual({ id: call.id, reviewed_at: null, reviewed_by: null });
    expect((await listed(org, "?review=needed")).data).toMatchObject([{ id: call.id, reviewed_at: null }]);
    expect(await factsOf(org.id)).toEqual([
      { data: { is_reviewed: true, calls: 1 }, actor_id: org.admin.userId, subject_id: call.id },
      { data: { is_reviewed: false, calls: 1 }, actor_id: org.admin.userId, subject_id: call.id },
    ]);
  });

  test("a viewer may not, without a session the answer is 401, and nothing changes", async () => {
    const { org, id } = await makeCall();
    expect((await put(org.slug, id, { is_reviewed: true }, await org.viewer.cookie())).status).toBe(403);
    expect((await putMany(org.slug, { ids: [id], is_reviewed: true }, await org.viewer.cookie())).status).toBe(403);
    expect((await put(org.slug, id, { is_reviewed: true })).status).toBe(401);
    expect(await reviewedIn(org.id)).toEqual([]);
    expect(await factsOf(org.id)).toEqual([]);
  });

  test("another organization's call is not found, and stays as it is", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    const cookie = await stranger.admin.cookie();
    expect((await put(stranger.slug, call.id, { is_reviewed: true }, cookie)).status).toBe(404);
    expect((await put(call.org.slug, call.id, { is_reviewed: true }, cookie)).status).toBe(404);
    expect(await reviewedIn(call.org.id)).toEqual([]);
    expect(await factsOf(stranger.id)).toEqual([]);
  });

  test("a wrong body is refused and names the field", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    for (const body of [{}, { is_reviewed: "no" }]) {
      const answer = await put(org.slug, nobodysId(), body, cookie);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("is_reviewed");
    }
    expect((await putMany(org.slug, { ids: [], is_reviewed: true }, cookie)).status).toBe(422);
  });
});

test("many calls are marked at once; those of another organization stay as they are, and undo names what changed", async () => {
  const first = await makeCall();
  const second = await makeCall({ org: first.org, agent: first.agent });
  const foreign = await makeCall();
  const { org } = first;
  const cookie = await org.admin.cookie();
  await put(org.slug, second.id, { is_reviewed: true }, cookie);
  const answer = await putMany(org.slug, { ids: [first.id, second.id, foreign.id], is_reviewed: true }, cookie);
  expect(answer.json<{ changed: string[] }>()).toEqual({ changed: [first.id] });
  expect((await reviewedIn(org.id)).map(({ id }) => id)).toEqual([first.id, second.id].sort());
  expect(await reviewedIn(foreign.org.id)).toEqual([]);
});

test("what needs a look is the same in the list and on the call, whatever the call is", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "vapi");
  const call = fc.record({
    status: fc.constantFrom("ringing" as const, "ended" as const, "not_connected" as const, "error" as const),
    successful: fc.constantFrom(true, false, null),
    voicemail: fc.constantFrom(true, false, null),
    sentiment: fc.constantFrom("positive" as const, "negative" as const, null),
    reviewed_at: fc.constantFrom(null, new Date()),
  });
  const calls = fc.sample(call, { numRuns: 150, seed: 7 }).map((values) => ({
    ...values,
    ...{ id: randomUUID(), org_id: org.id, agent_id: agent.id, provider: "vapi", started_at: new Date() },
  }));
  await database()`insert into public.calls ${database()(calls.map((each) => ({ ...each, vendor_call_id: each.id })))}`;
  const needed = calls.filter((each) => each.reviewed_at === null && reviewReasonsOf(each).length > 0);
  const ids = (found: { id: string }[]) => found.map(({ id }) => id).sort();
  expect(ids((await listed(org, "?review=needed&limit=200")).data)).toEqual(ids(needed));
  expect(needed.length).toBeGreaterThan(10);
  expect(ids((await listed(org, "?review=reviewed&limit=200")).data)).toEqual(
    ids(calls.filter((each) => each.reviewed_at !== null)),
  );
});
