import { makeAgent } from "../../../support/agent";
import { connectableAgent } from "../../../support/connectable-agent";
import { makeOrganization } from "../../../support/organization";
import { callProduct } from "../call-product";
import { type Change, type Mutation, secret } from "./mutation";

async function withAgent(): Promise<Change> {
  const org = await makeOrganization();
  return { org, params: { id: (await makeAgent(org.id, "vapi")).id } };
}

async function atVendor(body?: (vendorAgentId: string) => object): Promise<Change> {
  const { org, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
  return { org, params: { id: agent.id }, ...(body ? { body: body(vendorAgent.id) } : {}) };
}

/** Agents, here and at their vendors. */
export const agentMutations: Record<string, Mutation> = {
  "POST /agents": {
    action: "agent.created",
    change: async () => ({
      org: await makeOrganization(),
      body: { provider: "vapi", name: "Front desk", auth_scheme: "bearer", secret: secret() },
    }),
  },
  "PATCH /agents/[id]": {
    action: "agent.updated",
    change: async () => ({ ...(await withAgent()), body: { name: "Back office", secret: secret() } }),
  },
  "DELETE /agents/[id]": { action: "agent.deleted", change: withAgent },
  "POST /agents/[id]/pause": { action: "agent.paused", change: withAgent },
  "DELETE /agents/[id]/pause": {
    action: "agent.resumed",
    change: async () => {
      const paused = await withAgent();
      await callProduct("POST", "/agents/[id]/pause", paused);
      return paused;
    },
  },
  "POST /agents/[id]/test_deliveries": { action: "agent.test_sent", change: withAgent },
  "POST /agents/[id]/reconciliations": {
    action: "agent.reconciliation_started",
    change: () => atVendor(() => ({ hours: 24 })),
  },
  "POST /agents/[id]/vendor_checks": { without: "asks the vendor; what it finds is an entry of the check" },
  "PUT /agents/[id]/vendor_webhook": {
    action: "agent.updated",
    change: () => atVendor((vendor_agent_id) => ({ vendor_agent_id })),
  },
  "POST /agents/[id]/vendor_publications": {
    action: "agent.published_at_vendor",
    at_vendor: true,
    change: async () => {
      const connected = await atVendor((vendor_agent_id) => ({ vendor_agent_id }));
      await callProduct("PUT", "/agents/[id]/vendor_webhook", connected);
      return { ...connected, body: { version: 1 } };
    },
  },
};
