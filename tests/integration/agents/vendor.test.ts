import { describe, expect, test } from "vitest";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { GET as vendorAgents } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_agents/route";
import { PUT as connect } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_webhook/route";
import type { Agent } from "@/lib/agents/agent";
import { retellClient } from "@/lib/voice/retell/client";
import { aboutAgent, connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";
import { makeVendorAgent } from "../../support/vendor-sandbox";

describe("pointing the vendor at us", () => {
  test("lists the vendor's agents and sets the chosen one's webhook address", async () => {
    const { org, cookie, key, vendorAgent, agent } = await connectableAgent("retell");
    const listed = await callRoute(vendorAgents, aboutAgent(org, cookie, agent.id, "/vendor_agents"));
    expect(listed.json<{ data: unknown[] }>().data).toEqual([
      expect.objectContaining({ vendor_agent_id: vendorAgent.id, name: "Front desk" }),
    ]);
    const chosen = { vendor_agent_id: vendorAgent.id };
    const answer = await callRoute(connect, aboutAgent(org, cookie, agent.id, "/vendor_webhook", "PUT", chosen));
    expect(answer.status).toBe(200);
    expect(answer.json<Agent>().webhook_registered_at).not.toBeNull();
    const there = await retellClient(key).getAgent(vendorAgent.id);
    expect(there.webhook_url).toBe(agent.webhook_url);
    expect(there.webhook_events).toContain("transcript_updated");
  });

  test("says what is wrong when the vendor refuses, and changes nothing", async () => {
    const { org, cookie, agent } = await connectableAgent("retell");
    const unknown = { vendor_agent_id: "agent_nobody" };
    const answer = await callRoute(connect, aboutAgent(org, cookie, agent.id, "/vendor_webhook", "PUT", unknown));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Retell does not know this agent");
    expect(
      (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<Agent>().webhook_registered_at,
    ).toBeNull();
  });

  test("forgets what was compared with another vendor agent", async () => {
    const { org, cookie, agent, key, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    const compared = async () => {
      await database()`
        update public.agents set reconciled_at = now(), reconciled_hours = 24, reconciled_vendor_calls = 7, reconciled_missing_calls = 0
        where id = ${agent.id}`;
    };
    const pointAt = async ({ id }: { id: string }) => {
      const chosen = { vendor_agent_id: id };
      return (
        await callRoute(connect, aboutAgent(org, cookie, agent.id, "/vendor_webhook", "PUT", chosen))
      ).json<Agent>();
    };
    await compared();
    expect((await pointAt(vendorAgent)).reconciliation).toMatchObject({ vendor_calls: 7 });
    expect((await pointAt(await makeVendorAgent("retell", key))).reconciliation).toBeNull();
  });

  test("needs a key of the organization's own at Vapi: the platform's key would open other people's calls", async () => {
    const { org, cookie, agent, key, vendorAgent } = await connectableAgent("vapi");
    const without = await callRoute(vendorAgents, aboutAgent(org, cookie, agent.id, "/vendor_agents"));
    expect(without.status).toBe(503);
    await saveVendorKey(org, "vapi", key);
    const listed = await callRoute(vendorAgents, aboutAgent(org, cookie, agent.id, "/vendor_agents"));
    expect(listed.json<{ data: { vendor_agent_id: string }[] }>().data[0]?.vendor_agent_id).toBe(vendorAgent.id);
  });

  test("is an admin's of this organization", async () => {
    const { org, agent, vendorAgent } = await connectableAgent("retell");
    const stranger = await (await makeOrganization()).admin.cookie();
    const body = { vendor_agent_id: vendorAgent.id };
    const put = (cookie: string | undefined) =>
      callRoute(connect, aboutAgent(org, cookie, agent.id, "/vendor_webhook", "PUT", body));
    expect((await put(undefined)).status).toBe(401);
    expect((await put(await org.viewer.cookie())).status).toBe(403);
    expect((await put(stranger)).status).toBe(404);
  });
});
