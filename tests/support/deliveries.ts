import { randomBytes, randomUUID } from "node:crypto";
import { CONVERSATIONS } from "../../scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "../../scripts/stack/sandbox/conversations/conversation";
import { retellWebhooks } from "../../scripts/stack/sandbox/retell/payloads";
import { vapiServerMessages } from "../../scripts/stack/sandbox/vapi/payloads";
import type { TestAgent } from "./agent";
import { callRoute, type RouteAnswer } from "./http";

/** Exact bodies of everything a vendor sends about one call, in the order of sending. */
export function bodiesOfCall(
  agent: TestAgent,
  conversation: Conversation = firstConversation(),
  call: { call_id?: string; started_at?: number; recordings_url?: string; live_url?: string } = {},
): { call_id: string; bodies: string[] } {
  const call_id =
    call.call_id ?? (agent.provider === "retell" ? `call_${randomBytes(8).toString("hex")}` : randomUUID());
  const facts = {
    call_id,
    conversation,
    agent: { id: agent.vendor_agent_id, name: "Front desk", version: 1 },
    business_number: "+12125550100",
    caller_number: "+12125550123",
    started_at: call.started_at ?? Date.UTC(2026, 10, 20, 15, 0, 0),
    recordings_url: call.recordings_url ?? "https://recordings.invalid",
    workspace_id: "workspace",
    ...(call.live_url && { live_url: call.live_url }),
  };
  const deliveries = agent.provider === "retell" ? retellWebhooks(facts) : vapiServerMessages(facts);
  return { call_id, bodies: deliveries.map(({ body }) => JSON.stringify(body)) };
}

function firstConversation(): Conversation {
  const [first] = CONVERSATIONS;
  if (!first) throw new Error("The sandbox has no conversation");
  return first;
}

/** Delivers an exact body to an agent's address, proven as its vendor proves it. */
export async function deliver(agent: TestAgent, rawBody: string): Promise<RouteAnswer> {
  const { POST } = await import("@/app/webhooks/agent/[token]/route");
  return callRoute(POST, {
    method: "POST",
    path: agent.path,
    params: { token: agent.token },
    headers: agent.headersFor(rawBody),
    body: rawBody,
  });
}
