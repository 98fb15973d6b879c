import { expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/live/route";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

async function live(organization: TestOrganization, cookie?: string) {
  return callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/calls/live`,
    params: { org: organization.slug },
    cookie: cookie ?? (await organization.viewer.cookie()),
  });
}

const open = { duration_ms: null, disconnection_reason: null, successful: null, cost_micros: null };

test("calls that ring or talk are live, ended ones and ones that lost their end hours ago are not", async () => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const ringing = await insertCall(agent, { ...open, status: "ringing" });
  const talking = await insertCall(agent, {
    ...open,
    status: "in_progress",
    started_at: new Date(Date.now() - 60_000),
  });
  await insertCall(agent);
  await insertCall(agent, { ...open, status: "in_progress", started_at: new Date(Date.now() - 5 * 3_600_000) });
  const { data } = (await live(organization)).json<{ data: LiveCall[] }>();
  expect(data.map((call) => call.id)).toEqual([ringing.id, talking.id]);
});

test("a live call carries the newest of what was said, and how much came before", async () => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "vapi");
  const call = await insertCall(agent, { ...open, status: "in_progress" });
  const turns = Array.from({ length: 15 }, (_, index) => ({
    role: index % 2 === 0 ? "agent" : "caller",
    text: `sentence ${index}`,
    start_ms: index * 1000,
    end_ms: index * 1000 + 900,
  }));
  await database()`insert into public.transcripts ${database()({ org_id: organization.id, call_id: call.id, turns: database().json(turns) })}`;
  const { data } = (await live(organization)).json<{ data: LiveCall[] }>();
  expect(data[0]).toMatchObject({ id: call.id, earlier_turns: 3 });
  expect(data[0]?.turns.map((turn) => turn.text)).toEqual(turns.slice(3).map((turn) => turn.text));
});

test("another organization's live calls are not found", async () => {
  const [own, foreign] = [await makeOrganization(), await makeOrganization()];
  const agent = await makeAgent(foreign.id, "retell");
  await insertCall(agent, { ...open, status: "in_progress" });
  expect((await live(own)).json()).toEqual({ data: [] });
  expect((await live(foreign, await own.admin.cookie())).status).toBe(404);
});
