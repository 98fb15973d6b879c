import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as GET_VALUES } from "@/app/api/v1/orgs/[org]/calls/filter_values/route";
import type { Context } from "@/lib/auth/context";
import { exportCalls } from "@/lib/calls/export-calls";
import type { FilterValues } from "@/lib/calls/filter-values";
import { logger } from "@/lib/log/logger";
import { makeAgent } from "../../support/agent";
import { asMember, openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeMember, makeOrganization, type TestOrganization } from "../../support/organization";

async function download(organization: TestOrganization, query = "", cookie?: string) {
  return callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/calls/export${query}`,
    params: { org: organization.slug },
    cookie: cookie ?? (await organization.viewer.cookie()),
  });
}

const lines = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");

describe("the file of the calls on screen", () => {
  test("holds what the filter finds, in its order, for a viewer too", async () => {
    const organization = await makeOrganization({ time_zone: "America/New_York" });
    const agent = await makeAgent(organization.id, "retell");
    const at = new Date("2026-03-01T15:00:00Z");
    const short = await insertCall(agent, { duration_ms: 5_000, started_at: at });
    const long = await insertCall(agent, { duration_ms: 90_400, started_at: at, is_billable: false });
    await insertCall(agent, { status: "error" });
    const answer = await download(
      organization,
      "?status=ended&sort=-duration_ms&columns=id&columns=duration_s&columns=billable&columns=started_local",
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="calls-test-.*\.csv"$/);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(lines(answer.text)).toEqual([
      "Call,Length (s),Billable,Started (local)",
      `${long.id},90,no,2026-03-01 10:00:00`,
      `${short.id},5,yes,2026-03-01 10:00:00`,
    ]);
  });

  test("goes beyond one page without a gap or a repetition", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    await database()`
      insert into public.calls (id, org_id, agent_id, provider, vendor_call_id, status, started_at)
      select gen_random_uuid(), ${organization.id}, ${agent.id}, 'retell', 'call_' || n, 'ended', date_trunc('milliseconds', now()) - (n / 3) * interval '1 minute'
      from generate_series(1, 1234) n`;
    const [head, ...rows] = lines((await download(organization, "?columns=id")).text);
    expect(head).toBe("Call");
    expect(rows).toHaveLength(1234);
    expect(new Set(rows).size).toBe(1234);
  });

  test("disarms what a spreadsheet would run, and keeps numbers and quotes whole", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    await insertCall(agent, { summary: '=HYPERLINK("http://evil.example","Click, me")', from_number: "+12125550123" });
    const { text } = await download(organization, "?columns=from_number&columns=summary");
    expect(lines(text)[1]).toBe(`+12125550123,"'=HYPERLINK(""http://evil.example"",""Click, me"")"`);
  });

  test("is not given to a stranger, and a filter nobody knows is refused before the first byte", async () => {
    const [organization, other] = [await makeOrganization(), await makeOrganization()];
    expect((await download(organization, "", await other.admin.cookie())).status).toBe(404);
    expect((await download(organization, "?columns=password")).status).toBe(422);
    expect((await download(organization, "?search=the")).status).toBe(422);
  });

  test("ends with the membership of its reader", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const leaving = await makeMember(organization.id, "org_viewer");
    await database()`
      insert into public.calls (id, org_id, agent_id, provider, vendor_call_id, status, started_at)
      select gen_random_uuid(), ${organization.id}, ${agent.id}, 'retell', 'call_' || n, 'ended', now() - n * interval '1 minute'
      from generate_series(1, 2100) n`;
    const sessionId = await openSession(leaving.userId);
    const answer = await asMember(leaving.userId, organization.slug, (tx, { org, role }) => {
      const actor: Context["actor"] = { type: "user", id: leaving.userId, role, sessionId };
      return exportCalls(
        { org, tx, actor, log: logger(), requestId: "test" },
        { columns: ["id"], sort: "-started_at" },
      );
    });
    await database()`delete from public.memberships where org_id = ${organization.id} and user_id = ${leaving.userId}`;
    await expect(answer.text()).rejects.toThrow("There is no such organization");
  });
});

test("the filters offer what the newest calls hold", async () => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "vapi");
  const json = (value: object) => database().json(value as never);
  await insertCall(agent, {
    disconnection_reason: "customer-busy",
    custom_analysis: json({ visit: { type: "Cleaning" } }),
  });
  await insertCall(agent, {
    disconnection_reason: "customer-busy",
    custom_analysis: json({ visit: { type: "Filling" } }),
  });
  await insertCall(agent);
  const answer = await callRoute(GET_VALUES, {
    path: `/api/v1/orgs/${organization.slug}/calls/filter_values`,
    params: { org: organization.slug },
    cookie: await organization.viewer.cookie(),
  });
  const values = answer.json<FilterValues>();
  expect(values.disconnection_reasons).toEqual(["customer-busy", "user_hangup"]);
  expect(values.fields[0]?.key).toBe("visit.type");
  expect(values.fields[0]?.values.toSorted()).toEqual(["Cleaning", "Filling"]);
});
