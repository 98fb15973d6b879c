import { CONVERSATIONS } from "../stack/sandbox/conversations/catalogue";
import type { Conversation } from "../stack/sandbox/conversations/conversation";
import { LIVE_EVENTS } from "./deliver-newest";
import type { SeededAgent, SeededOrganization } from "./make-organization";

export type SandboxAddress = { sandboxUrl: string; publicBaseUrl: string };

/** Makes the demo's agents known to the vendor sandbox, with their webhook addresses and secrets. */
export async function registerAtSandbox(
  organization: SeededOrganization,
  { sandboxUrl, publicBaseUrl }: SandboxAddress,
): Promise<void> {
  for (const agent of organization.agents) {
    await post(`${sandboxUrl}/control/agents`, {
      provider: agent.provider,
      api_key: organization.api_keys[agent.provider],
      vendor_agent_id: agent.vendor_agent_id,
      name: agent.name,
      webhook_url: `${publicBaseUrl}/webhooks/agent/${agent.token}`,
      events: LIVE_EVENTS[agent.provider],
      auth: authPlan(agent),
      industry: organization.speaks_for,
      business_number: agent.business_number,
      conversations: CONVERSATIONS.filter((one) => takesEver(agent, organization, one)).map(({ id }) => id),
    });
  }
}

/** Lets the telephones ring: calls at random moments, four times faster than life. */
export async function startTraffic(
  organizations: SeededOrganization[],
  { sandboxUrl }: Pick<SandboxAddress, "sandboxUrl">,
  callsPerMinute: number,
): Promise<void> {
  const inService = organizations.flatMap(({ agents }) => agents.filter(({ until }) => !Number.isFinite(until)));
  await post(`${sandboxUrl}/control/traffic`, {
    calls_per_minute: callsPerMinute,
    agents: inService.map(({ vendor_agent_id }) => vendor_agent_id),
    pace: 4,
  });
}

export async function isReachable(sandboxUrl: string | undefined): Promise<boolean> {
  if (!sandboxUrl) return false;
  return fetch(`${sandboxUrl}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Whether a conversation of the business is ever this agent's, in opening hours or after. */
const takesEver = (agent: SeededAgent, { speaks_for }: SeededOrganization, conversation: Conversation): boolean =>
  conversation.industries.includes(speaks_for) &&
  agent.takes(conversation, true) + agent.takes(conversation, false) > 0;

function authPlan({ auth_scheme, secret }: SeededAgent) {
  switch (auth_scheme) {
    case "retell_signature":
      return { type: "none" };
    case "bearer":
      return { type: "bearer", token: secret };
    case "shared_secret":
      return { type: "secret", token: secret };
    case "hmac":
      return { type: "hmac", secretKey: secret };
  }
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`The sandbox refused ${url}: ${answer.status} ${await answer.text()}`);
}
