import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET as reconcileAll } from "@/app/api/cron/reconcile/route";
import { POST as reconcile } from "@/app/api/v1/orgs/[org]/agents/[id]/reconciliations/route";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { GET as vendorAgents } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_agents/route";
import { PUT as connect } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_webhook/route";
import { POST as create } from "@/app/api/v1/orgs/[org]/agents/route";
import { PUT as saveKey } from "@/app/api/v1/orgs/[org]/credentials/[provider]/route";
import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { env } from "@/lib/env";
import { jobRegistry } from "@/lib/job-registry";
import { drainJobs } from "@/lib/jobs/drain";
import { retellClient } from "@/lib/voice/retell/client";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";
import { makeVendorAgent, placeVendorCall } from "../../support/vendor-sandbox";

const about = (
  org: TestOrganization,
  cookie: string | undefined,
  id: string,
  path: string,
  method: "GET" | "POST" | "PUT" = "GET",
  body?: unknown,
) => ({ path: `/api/v1/orgs/${org.slug}/agents/${id}${path}`, params: { org: org.slug, id }, cookie, method, body });

/** An organization with one agent whose vendor agent exists at the sandbox, in a workspace of its own. */
async function connectable(provider: "retell" | "vapi", options: { withVendorId?: boolean } = {}) {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  const key = `key_${randomBytes(14).toString("hex")}`;
  const vendorAgent = await makeVendorAgent(provider, key);
  const body = {
    provider,
    name: "Front desk",
    secret: key,
    ...(provider === "vapi" && { auth_scheme: "bearer" }),
    ...(options.withVendorId && { vendor_agent_id: vendorAgent.id }),
  };
  const made = await callRoute(create, {
    path: `/api/v1/orgs/${org.slug}/agents`,
    params: { org: org.slug },
    method: "POST",
    cookie,
    body,
  });
  return { org, cookie, key, vendorAgent, agent: made.json<Agent>() };
}

const drain = () => drainJobs(jobRegistry, Date.now() + 15_000);

describe("pointing the vendor at us", () => {
  test("lists the vendor's agents and sets the chosen one's webhook address", async () => {
    const { org, cookie, key, vendorAgent, agent } = await connectable("retell");
    const listed = await callRoute(vendorAgents, about(org, cookie, agent.id, "/vendor_agents"));
    expect(listed.json<{ data: unknown[] }>().data).toEqual([
      expect.objectContaining({ vendor_agent_id: vendorAgent.id, name: "Front desk" }),
    ]);
    const chosen = { vendor_agent_id: vendorAgent.id };
    const answer = await callRoute(connect, about(org, cookie, agent.id, "/vendor_webhook", "PUT", chosen));
    expect(answer.status).toBe(200);
    expect(answer.json<Agent>().webhook_registered_at).not.toBeNull();
    const there = await retellClient(key).getAgent(vendorAgent.id);
    expect(there.webhook_url).toBe(agent.webhook_url);
    expect(there.webhook_events).toContain("transcript_updated");
  });

  test("says what is wrong when the vendor refuses, and changes nothing", async () => {
    const { org, cookie, agent } = await connectable("retell");
    const unknown = { vendor_agent_id: "agent_nobody" };
    const answer = await callRoute(connect, about(org, cookie, agent.id, "/vendor_webhook", "PUT", unknown));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Retell does not know this agent");
    expect((await callRoute(read, about(org, cookie, agent.id, ""))).json<Agent>().webhook_registered_at).toBeNull();
  });

  test("needs a key of the organization's own at Vapi: the platform's key would open other people's calls", async () => {
    const { org, cookie, agent, key, vendorAgent } = await connectable("vapi");
    const without = await callRoute(vendorAgents, about(org, cookie, agent.id, "/vendor_agents"));
    expect(without.status).toBe(503);
    await callRoute(saveKey, {
      path: `/api/v1/orgs/${org.slug}/credentials/vapi`,
      params: { org: org.slug, provider: "vapi" },
      method: "PUT",
      cookie,
      body: { secret: key },
    });
    const listed = await callRoute(vendorAgents, about(org, cookie, agent.id, "/vendor_agents"));
    expect(listed.json<{ data: { vendor_agent_id: string }[] }>().data[0]?.vendor_agent_id).toBe(vendorAgent.id);
  });

  test("is an admin's of this organization", async () => {
    const { org, agent, vendorAgent } = await connectable("retell");
    const stranger = await (await makeOrganization()).admin.cookie();
    const body = { vendor_agent_id: vendorAgent.id };
    const put = (cookie: string | undefined) =>
      callRoute(connect, about(org, cookie, agent.id, "/vendor_webhook", "PUT", body));
    expect((await put(undefined)).status).toBe(401);
    expect((await put(await org.viewer.cookie())).status).toBe(403);
    expect((await put(stranger)).status).toBe(404);
  });
});

describe("comparing with the vendor", () => {
  test.each(["retell", "vapi"] as const)("%s: fetches calls that were never delivered, once", async (provider) => {
    const { org, cookie, agent, vendorAgent, key } = await connectable(provider, { withVendorId: true });
    if (provider === "vapi") {
      await callRoute(saveKey, {
        path: `/api/v1/orgs/${org.slug}/credentials/vapi`,
        params: { org: org.slug, provider: "vapi" },
        method: "PUT",
        cookie,
        body: { secret: key },
      });
    }
    const ids = [await placeVendorCall(vendorAgent.id), await placeVendorCall(vendorAgent.id, "no-answer")];
    const start = () => callRoute(reconcile, about(org, cookie, agent.id, "/reconciliations", "POST", { hours: 24 }));
    const started = await start();
    expect(started.status).toBe(202);
    const waiting = (await callRoute(read, about(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(waiting.is_reconciling).toBe(true);
    await drain();
    const calls = await database()<{ vendor_call_id: string; status: string; numbers: number }[]>`
      select vendor_call_id, status, num_nonnulls(from_number, to_number) as numbers
      from public.calls where org_id = ${org.id}`;
    expect(calls.map(({ numbers }) => numbers)).toEqual([2, 2]);
    expect(new Set(calls.map((call) => call.vendor_call_id))).toEqual(new Set(ids));
    expect(new Set(calls.map((call) => call.status))).toEqual(new Set(["ended", "not_connected"]));
    const sources = await database()`select distinct source from public.inbound_events where org_id = ${org.id}`;
    expect(sources).toEqual([{ source: "reconciliation" }]);
    const checked = (await callRoute(read, about(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(checked).toMatchObject({
      is_reconciling: false,
      status: "waiting",
      reconciliation: { hours: 24, vendor_calls: 2, missing_calls: 0, error: null },
    });
    await start();
    await drain();
    const events = await database()<{ data: object }[]>`
      select data from public.events where org_id = ${org.id} and name = 'agent.reconciled' order by id`;
    expect(events.map(({ data }) => data)).toEqual([
      { vendor_calls: 2, missing_calls: 0, recovered_calls: 2 },
      { vendor_calls: 2, missing_calls: 0, recovered_calls: 0 },
    ]);
  });

  test("keeps the vendor's refusal on the agent, in words, and does not go on asking", async () => {
    const { org, cookie, agent } = await connectable("retell", { withVendorId: true });
    await database()`delete from public.org_credentials where org_id = ${org.id}`;
    const { PATCH } = await import("@/app/api/v1/orgs/[org]/agents/[id]/route");
    const wrong = { secret: `wrong_${randomBytes(14).toString("hex")}` };
    await callRoute(PATCH, { ...about(org, cookie, agent.id, "", "POST", wrong), method: "PATCH" });
    const started = await callRoute(reconcile, about(org, cookie, agent.id, "/reconciliations", "POST", {}));
    await drain();
    const detail = (await callRoute(read, about(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(detail.reconciliation?.error).toContain("does not accept this key");
    const [run] =
      await database()`select state, error from public.job_runs where id = ${started.json<{ id: string }>().id}`;
    expect(run).toMatchObject({ state: "failed", error: detail.reconciliation?.error });
  });

  test("is started by the scheduler for every agent, and only by the scheduler", async () => {
    const { agent } = await connectable("retell", { withVendorId: true });
    expect((await callRoute(reconcileAll, { path: "/api/cron/reconcile" })).status).toBe(401);
    const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
    expect((await callRoute(reconcileAll, { path: "/api/cron/reconcile", headers })).status).toBe(200);
    const jobs = await database()`
      select id from pgboss.job where name = 'reconcile-agent' and data->>'agent_id' = ${agent.id}`;
    expect(jobs).toHaveLength(1);
  });

  test("is an admin's, with a span we know", async () => {
    const { org, agent, cookie } = await connectable("retell");
    const post = (by: string | undefined, body: object) =>
      callRoute(reconcile, about(org, by, agent.id, "/reconciliations", "POST", body));
    expect((await post(undefined, {})).status).toBe(401);
    expect((await post(await org.viewer.cookie(), {})).status).toBe(403);
    expect((await post(cookie, { hours: 5 })).status).toBe(422);
    expect((await post(await (await makeOrganization()).admin.cookie(), {})).status).toBe(404);
  });
});
