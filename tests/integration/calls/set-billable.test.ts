import { describe, expect, test } from "vitest";
import { PUT } from "@/app/api/v1/orgs/[org]/calls/[id]/billable/route";
import { PUT as PUT_MANY } from "@/app/api/v1/orgs/[org]/calls/billable/route";
import type { Billable } from "@/lib/calls/set-billable";
import { makeCall, nobodysId } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const put = (slug: string, id: string, body: unknown, cookie?: string) =>
  callRoute(PUT, {
    method: "PUT",
    path: `/api/v1/orgs/${slug}/calls/${id}/billable`,
    params: { org: slug, id },
    body,
    cookie,
  });

const factsOf = (orgId: string) => database()<
  { data: Record<string, unknown>; actor_id: string; subject_id: string }[]
>`
  select data, actor_id, subject_id from public.events where org_id = ${orgId} and name = 'call.billable_changed' order by id`;

const totals = (orgId: string) => database()<{ is_billable: boolean; calls: number; cost_micros: number }[]>`
  select is_billable, sum(calls)::int as calls, sum(cost_micros)::int as cost_micros
  from public.call_hourly_stats where org_id = ${orgId} group by 1 having sum(calls) > 0 order by 1`;

describe("PUT /calls/{id}/billable", () => {
  test("an admin marks a test call: who, when and why are kept, the fact is stated, the totals move", async () => {
    const { org, id } = await makeCall();
    const [before] = await totals(org.id);
    expect(before).toMatchObject({ is_billable: true, calls: 1 });
    expect(before?.cost_micros).toBeGreaterThan(0);

    const body = { is_billable: false, reason: "  I called it myself " };
    const answer = await put(org.slug, id, body, await org.admin.cookie());
    expect(answer.status).toBe(200);
    expect(answer.json<Billable>()).toMatchObject({
      is_billable: false,
      billable_reason: "I called it myself",
      billable_changed_by: org.admin.userId,
    });
    expect(Date.now() - Date.parse(answer.json<Billable>().billable_changed_at ?? "")).toBeLessThan(60_000);
    expect(await factsOf(org.id)).toEqual([
      { data: { is_billable: false }, actor_id: org.admin.userId, subject_id: id },
    ]);
    expect(await totals(org.id)).toEqual([{ ...before, is_billable: false }]);
  });

  test("taking it back restores the totals, and saying the same twice states one fact", async () => {
    const { org, id } = await makeCall();
    const cookie = await org.admin.cookie();
    const before = await totals(org.id);
    await put(org.slug, id, { is_billable: false }, cookie);
    await put(org.slug, id, { is_billable: false }, cookie);
    await put(org.slug, id, { is_billable: true }, cookie);
    expect(await totals(org.id)).toEqual(before);
    expect(await factsOf(org.id)).toHaveLength(2);
  });

  test("a viewer may not, and nothing changes", async () => {
    const { org, id } = await makeCall();
    const answer = await put(org.slug, id, { is_billable: false }, await org.viewer.cookie());
    expect(answer.status).toBe(403);
    expect(await factsOf(org.id)).toHaveLength(0);
    expect(await totals(org.id)).toMatchObject([{ is_billable: true, calls: 1 }]);
  });

  test("another organization's call is not found, and stays as it is", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    const cookie = await stranger.admin.cookie();
    expect((await put(stranger.slug, call.id, { is_billable: false }, cookie)).status).toBe(404);
    expect((await put(call.org.slug, call.id, { is_billable: false }, cookie)).status).toBe(404);
    expect(await factsOf(stranger.id)).toHaveLength(0);
    expect(await totals(call.org.id)).toMatchObject([{ is_billable: true, calls: 1 }]);
  });

  test.each([
    [{}, "is_billable"],
    [{ is_billable: "no" }, "is_billable"],
    [{ is_billable: false, reason: "x".repeat(501) }, "reason"],
  ])("%j is refused and names the field", async (body, field) => {
    const org = await makeOrganization();
    const answer = await put(org.slug, nobodysId(), body, await org.admin.cookie());
    expect(answer.status).toBe(422);
    expect(answer.json<{ error: { details: { fields: object } } }>().error.details.fields).toHaveProperty(field);
  });

  test("without a session the answer is 401, from a foreign page 403", async () => {
    const { org, id } = await makeCall();
    expect((await put(org.slug, id, { is_billable: false })).status).toBe(401);
    const foreign = await callRoute(PUT, {
      method: "PUT",
      path: `/api/v1/orgs/${org.slug}/calls/${id}/billable`,
      params: { org: org.slug, id },
      body: { is_billable: false },
      cookie: await org.admin.cookie(),
      headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).toBe(403);
  });
});

describe("PUT /calls/billable", () => {
  test("many calls change at once; those of another organization stay as they are", async () => {
    const first = await makeCall();
    const second = await makeCall({ org: first.org, agent: first.agent });
    const foreign = await makeCall();
    const { org } = first;
    const answer = await callRoute(PUT_MANY, {
      method: "PUT",
      path: `/api/v1/orgs/${org.slug}/calls/billable`,
      params: { org: org.slug },
      body: { ids: [first.id, second.id, foreign.id], is_billable: false },
      cookie: await org.admin.cookie(),
    });
    expect(answer.status).toBe(200);
    expect(answer.json<{ changed: string[] }>().changed.sort()).toEqual([first.id, second.id].sort());
    expect(await totals(org.id)).toMatchObject([{ is_billable: false, calls: 2 }]);
    expect(await totals(foreign.org.id)).toMatchObject([{ is_billable: true, calls: 1 }]);
    expect(await factsOf(org.id)).toMatchObject([{ data: { is_billable: false, calls: 2 } }]);
  });

  test("what it answers takes it back: each call has its own reason again, and the audit log keeps them", async () => {
    const first = await makeCall();
    const second = await makeCall({ org: first.org, agent: first.agent });
    const { org } = first;
    const cookie = await org.admin.cookie();
    await put(org.slug, first.id, { is_billable: false, reason: "The owner tried it" }, cookie);
    await put(org.slug, second.id, { is_billable: false }, cookie);
    const many = async (body: object) => {
      const path = `/api/v1/orgs/${org.slug}/calls/billable`;
      const answer = await callRoute(PUT_MANY, { method: "PUT", path, params: { org: org.slug }, body, cookie });
      return answer.json<{ changed: string[]; reasons: Record<string, string> }>();
    };
    const { changed, reasons } = await many({ ids: [first.id, second.id], is_billable: true });
    expect(reasons).toEqual({ [first.id]: "The owner tried it" });
    await many({ ids: changed, is_billable: false, reasons });
    const rows = await database()`
      select id, is_billable, billable_reason from public.calls where org_id = ${org.id} order by billable_reason nulls last`;
    expect(rows).toEqual([
      { id: first.id, is_billable: false, billable_reason: "The owner tried it" },
      { id: second.id, is_billable: false, billable_reason: null },
    ]);
    const [entry] = await database()`
      select before from public.audit_log where org_id = ${org.id} and after ->> 'is_billable' = 'true' and after ? 'calls'`;
    expect(entry?.before).toMatchObject({ is_billable: false, billable_reasons: reasons });
  });

  test("a viewer may not, and an empty choice is refused", async () => {
    const org = await makeOrganization();
    const many = (ids: string[], cookie: string) =>
      callRoute(PUT_MANY, {
        method: "PUT",
        path: `/api/v1/orgs/${org.slug}/calls/billable`,
        params: { org: org.slug },
        body: { ids, is_billable: false },
        cookie,
      });
    expect((await many([nobodysId()], await org.viewer.cookie())).status).toBe(403);
    expect((await many([], await org.admin.cookie())).status).toBe(422);
  });
});
