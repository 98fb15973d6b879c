import type { Vapi } from "@vapi-ai/server-sdk";
import { callLength } from "../calls/call-facts";
import { callFactsOf, workspaceId } from "../calls/call-facts-of";
import { offsetAt } from "../calls/schedule";
import { wasConnected } from "../conversations/conversation";
import type { AgentRecord, CallRecord } from "../state/records";
import type { Store } from "../state/store";
import { callInStatus, endedCall, phoneNumberId, REPORT_MS, reportedCall, settledCall } from "./call-object";

/**
 * The call as Vapi's API knows it at a moment: ringing, in progress, ended, or reported.
 * @param brief leaves out analysis and artifact, which a list need not make for calls it will not show
 */
export function vapiCallAt(
  call: CallRecord,
  store: Store,
  recordings_url: string,
  now: number,
  brief = false,
): Vapi.Call {
  const facts = callFactsOf(call, store, recordings_url);
  const length = callLength(facts.conversation);
  const offset = offsetAt(call, length, now);
  if (offset >= length + REPORT_MS) return brief ? settledCall(facts) : reportedCall(facts, now);
  if (offset >= length) return endedCall(facts);
  const picked_up = wasConnected(facts.conversation) && offset >= 0;
  return callInStatus(facts, picked_up ? "in-progress" : "ringing", Math.min(now, facts.started_at + offset));
}

/** The assistant as Vapi's API answers it. */
export const assistantOf = (agent: AgentRecord) => ({
  ...agent.document,
  id: agent.id,
  orgId: workspaceId(agent.api_key),
  createdAt: new Date(agent.created_at).toISOString(),
  updatedAt: String(agent.document.updatedAt ?? new Date(agent.created_at).toISOString()),
});

/** The number an agent answers, as an imported Twilio number. */
export const phoneNumberOf = (agent: AgentRecord) => ({
  id: phoneNumberId({ workspace_id: workspaceId(agent.api_key), business_number: agent.business_number }),
  orgId: workspaceId(agent.api_key),
  provider: "twilio" as const,
  number: agent.business_number,
  twilioAccountSid: "AC00000000000000000000000000000000",
  assistantId: agent.id,
  status: "active",
  createdAt: new Date(agent.created_at).toISOString(),
  updatedAt: new Date(agent.created_at).toISOString(),
});
