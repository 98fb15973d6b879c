import { describe, expect, test } from "vitest";
import { POST as pause, DELETE as resume } from "@/app/api/v1/orgs/[org]/agents/[id]/pause/route";
import { GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { applyKeptDeliveries } from "@/lib/ingest/jobs/apply-kept-deliveries";
import { drainJobs } from "@/lib/jobs/drain";
import { makeAgent } from "../../support/agent";
import { aboutAgent } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

describe("pausing", () => {
  test("keeps deliveries without effect, and resuming applies them", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const agent = await makeAgent(org.id, "retell");
    expect((await callRoute(pause, aboutAgent(org, cookie, agent.id, "", "POST"))).json()).toMatchObject({
      status: "paused",
    });
    const { bodies, call_id } = bodiesOfCall(agent);
    for (const body of bodies) expect((await deliver(agent, body)).headers.get("x-delivery-state")).toBe("received");
    const calls = () =>
      database()`select status from public.calls where org_id = ${org.id} and vendor_call_id = ${call_id}`;
    expect(await calls()).toHaveLength(0);
    expect((await callRoute(resume, aboutAgent(org, cookie, agent.id, "", "DELETE"))).json()).not.toMatchObject({
      status: "paused",
    });
    await drainJobs([applyKeptDeliveries], Date.now() + 10_000);
    expect(await calls()).toEqual([{ status: "ended" }]);
    const states = await database()`select distinct state from public.inbound_events where org_id = ${org.id}`;
    expect(states).toEqual([{ state: "applied" }]);
  });

  test("is an admin's, and twice is once", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const agent = await makeAgent(org.id, "vapi");
    expect((await callRoute(pause, aboutAgent(org, await org.viewer.cookie(), agent.id, "", "POST"))).status).toBe(403);
    await callRoute(pause, aboutAgent(org, cookie, agent.id, "", "POST"));
    await callRoute(pause, aboutAgent(org, cookie, agent.id, "", "POST"));
    const events = await database()`select name from public.events where org_id = ${org.id}`;
    expect(events).toEqual([{ name: "agent.paused" }]);
  });
});

describe("deleting", () => {
  test("closes the address, forgets the secret and keeps the calls", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const agent = await makeAgent(org.id, "retell");
    const { bodies } = bodiesOfCall(agent);
    expect((await callRoute(remove, aboutAgent(org, await org.viewer.cookie(), agent.id, "", "DELETE"))).status).toBe(
      403,
    );
    expect((await callRoute(remove, aboutAgent(org, cookie, agent.id, "", "DELETE"))).status).toBe(204);
    expect((await deliver(agent, bodies[0] ?? "")).status).toBe(401);
    expect((await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).status).toBe(404);
    const [row] =
      await database()`select deleted_at, secret_ciphertext, secret_lookup from public.agents where id = ${agent.id}`;
    expect(row?.deleted_at).toBeInstanceOf(Date);
    expect(row).toMatchObject({ secret_ciphertext: null, secret_lookup: null });
  });
});
