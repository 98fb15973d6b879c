import { randomUUID } from "node:crypto";
import type { AgentRow } from "./rows";

const LENGTH_MS = 9_000;

const LINES = [
  { role: "agent", text: "Thank you for calling. This is a test of the connection to Foyer.", at: 0.4 },
  { role: "user", text: "I can hear you. Is everything arriving?", at: 4.1 },
  { role: "agent", text: "Everything arrived. Goodbye.", at: 6.8 },
] as const;

const NUMBERS = { caller: "+12025550143", business: "+12025550100" };

/** A finished call as the agent's vendor would report it, with an id that no vendor gives. */
export function testCall(
  agent: Pick<AgentRow, "provider" | "vendor_agent_id">,
  nowMs: number,
): { vendor_call_id: string; body: string } {
  const vendor_call_id = `foyer_test_${randomUUID()}`;
  const startMs = nowMs - LENGTH_MS;
  const payload = agent.provider === "retell" ? retellPayload : vapiPayload;
  return { vendor_call_id, body: JSON.stringify(payload(vendor_call_id, agent.vendor_agent_id, startMs, nowMs)) };
}

function retellPayload(call_id: string, agentId: string | null, startMs: number, endMs: number) {
  return {
    event: "call_analyzed",
    call: {
      call_id,
      call_type: "phone_call",
      agent_id: agentId ?? "agent_unknown",
      call_status: "ended",
      direction: "inbound",
      from_number: NUMBERS.caller,
      to_number: NUMBERS.business,
      start_timestamp: startMs,
      end_timestamp: endMs,
      duration_ms: endMs - startMs,
      disconnection_reason: "agent_hangup",
      transcript_object: LINES.map(({ role, text, at }) => ({ role, content: text, words: wordsOf(text, at) })),
      call_cost: { combined_cost: 0, product_costs: [] },
      call_analysis: { call_summary: "A test sent from Foyer.", user_sentiment: "Neutral", call_successful: true },
    },
  };
}

function vapiPayload(id: string, assistantId: string | null, startMs: number, endMs: number) {
  const startedAt = new Date(startMs).toISOString();
  const endedAt = new Date(endMs).toISOString();
  return {
    message: {
      type: "end-of-call-report",
      timestamp: endMs,
      endedReason: "assistant-ended-call",
      startedAt,
      endedAt,
      cost: 0,
      costs: [],
      analysis: { summary: "A test sent from Foyer.", successEvaluation: "true" },
      artifact: {
        messages: LINES.map(({ role, text, at }) => ({
          role: role === "agent" ? "bot" : "user",
          message: text,
          time: startMs + at * 1000,
          secondsFromStart: at,
        })),
      },
      customer: { number: NUMBERS.caller },
      phoneNumber: { number: NUMBERS.business },
      call: {
        id,
        type: "inboundPhoneCall",
        ...(assistantId && { assistantId }),
        createdAt: startedAt,
        updatedAt: endedAt,
      },
    },
  };
}

function wordsOf(text: string, at: number) {
  return text.split(" ").map((word, index) => ({ word, start: at + index * 0.25, end: at + index * 0.25 + 0.22 }));
}
