import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/route";
import type { CallPage } from "@/lib/calls/list-calls";
import { makeAgent } from "../../support/agent";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const HOUR = 3_600_000;

async function list(organization: TestOrganization, query = "", cookie?: string) {
  return callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/calls${query}`,
    params: { org: organization.slug },
    cookie: cookie ?? (await organization.viewer.cookie()),
  });
}

async function idsOf(organization: TestOrganization, query: string): Promise<string[]> {
  const answer = await list(organization, query);
  expect(answer.status).toBe(200);
  return answer.json<CallPage>().data.map((call) => call.id);
}

describe("the list of calls", () => {
  test("is newest first, for a viewer too", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const older = await insertCall(agent, { started_at: new Date(Date.now() - HOUR) });
    const newer = await insertCall(agent);
    expect(await idsOf(organization, "")).toEqual([newer.id, older.id]);
  });

  test("walked by cursor shows each call once, though calls share an instant and new ones arrive meanwhile", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "vapi");
    const same = new Date(Date.now() - HOUR);
    const made: string[] = [];
    for (let index = 0; index < 7; index++) {
      const started_at = index < 4 ? same : new Date(same.getTime() - index * 1000);
      made.push((await insertCall(agent, { started_at })).id);
    }
    const cookie = await organization.admin.cookie();
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CallPage = (
        await list(organization, `?limit=2${cursor ? `&cursor=${cursor}` : ""}`, cookie)
      ).json<CallPage>();
      walked.push(...page.data.map((call) => call.id));
      cursor = page.next_cursor;
      await insertCall(agent);
    } while (cursor);
    expect(walked.toSorted()).toEqual(made.toSorted());
  });

  test("narrows by agent, vendor, status, billable, success and id, any of each", async () => {
    const organization = await makeOrganization();
    const [retell, vapi] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
    const plain = await insertCall(retell);
    const failed = await insertCall(retell, { status: "error", successful: null });
    const trial = await insertCall(vapi, { is_billable: false, successful: false });
    const found = async (query: string) => (await idsOf(organization, query)).toSorted();
    const ids = (...calls: { id: string }[]) => calls.map((call) => call.id).toSorted();
    expect(await found(`?agent_id=${vapi.id}`)).toEqual(ids(trial));
    expect(await found("?provider=retell")).toEqual(ids(plain, failed));
    expect(await found("?status=error&status=ended")).toEqual(ids(plain, failed, trial));
    expect(await found("?status=error")).toEqual(ids(failed));
    expect(await found("?is_billable=false")).toEqual(ids(trial));
    expect(await found("?is_billable=true")).toEqual(ids(plain, failed));
    expect(await found("?successful=true")).toEqual(ids(plain));
    expect(await found(`?id=${plain.id}&id=${trial.id}`)).toEqual(ids(plain, trial));
  });

  test("a date means that day in the organization's time zone", async () => {
    const organization = await makeOrganization({ time_zone: "America/Los_Angeles" });
    const agent = await makeAgent(organization.id, "retell");
    const lateEvening = await insertCall(agent, { started_at: new Date("2026-03-09T06:59:59Z") });
    const nextDay = await insertCall(agent, { started_at: new Date("2026-03-09T07:00:00Z") });
    // The clocks went forward on March 8: that day begins at 08:00 UTC and ends at 07:00 UTC.
    const early = await insertCall(agent, { started_at: new Date("2026-03-08T08:00:00Z") });
    await insertCall(agent, { started_at: new Date("2026-03-08T07:59:59Z") });
    expect(await idsOf(organization, "?from=2026-03-08&to=2026-03-08")).toEqual([lateEvening.id, early.id]);
    expect(await idsOf(organization, "?from=2026-03-09")).toEqual([nextDay.id]);
  });

  test("finds a number by how it begins, with or without country code, and by how it ends", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const caller = await insertCall(agent, { from_number: "+14155550177", to_number: "+12125550100" });
    const other = await insertCall(agent, { from_number: "+442079460958", to_number: "+12125550100" });
    for (const number of ["415555", "1415", "%28415%29%20555", "0177", "%2B1415"]) {
      expect(await idsOf(organization, `?number=${number}`), number).toEqual([caller.id]);
    }
    expect(await idsOf(organization, "?number=4420")).toEqual([other.id]);
    expect(await idsOf(organization, "?number=41555501770")).toEqual([]);
  });

  test("counts what it found, on the first page only", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    for (let index = 0; index < 3; index++) await insertCall(agent);
    const first = (await list(organization, "?limit=2")).json<CallPage>();
    expect(first.total).toEqual({ value: 3, capped: false });
    const second = (await list(organization, `?limit=2&cursor=${first.next_cursor}`)).json<CallPage>();
    expect(second).toMatchObject({ next_cursor: null });
    expect(second.total).toBeUndefined();
  });

  test("never holds another organization's call, even asked for by id or agent", async () => {
    const [own, foreign] = [await makeOrganization(), await makeOrganization()];
    const agent = await makeAgent(foreign.id, "retell");
    const call = await insertCall(agent);
    expect(await idsOf(foreign, `?id=${call.id}`)).toEqual([call.id]);
    expect(await idsOf(own, "")).toEqual([]);
    expect(await idsOf(own, `?id=${call.id}`)).toEqual([]);
    expect(await idsOf(own, `?agent_id=${agent.id}`)).toEqual([]);
  });

  test("is nobody's without a session, and not found for a stranger", async () => {
    const [own, foreign] = [await makeOrganization(), await makeOrganization()];
    expect((await list(own, "", "nothing=1")).status).toBe(401);
    expect((await list(own, "", await foreign.admin.cookie())).status).toBe(404);
  });

  test.each([
    ["?cursor=abc", "cursor"],
    ["?limit=0", "limit"],
    ["?limit=201", "limit"],
    ["?status=answered", "status.0"],
    ["?agent_id=1", "agent_id.0"],
    ["?from=yesterday", "from"],
    ["?number=12", "number"],
    ["?is_billable=maybe", "is_billable"],
  ])("refuses %s and names the field", async (query, field) => {
    const organization = await makeOrganization();
    const answer = await list(organization, query);
    expect(answer.status).toBe(422);
    expect(answer.json<{ error: { details: { fields: object } } }>().error.details.fields).toHaveProperty([field]);
  });
});
