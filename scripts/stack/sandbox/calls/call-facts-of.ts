import { createHash } from "node:crypto";
import { findConversation } from "../conversations/catalogue";
import type { AgentRecord, CallRecord } from "../state/records";
import type { Store } from "../state/store";
import type { CallFacts } from "./call-facts";
import { steerConversation } from "./steer-conversation";

/** The facts of a recorded call, from which the vendor's payloads are built. */
export function callFactsOf(call: CallRecord, store: Store, recordings_url: string): CallFacts {
  const written = findConversation(call.conversation_id);
  if (!written) throw new Error(`Call ${call.id} speaks the unknown conversation "${call.conversation_id}"`);
  const agent = store.agents.get(call.agent_id);
  return {
    call_id: call.id,
    conversation: steerConversation(written, call.steering),
    agent: { id: call.agent_id, name: agent ? nameOf(agent) : "Deleted agent", version: versionOf(agent) },
    business_number: call.business_number,
    caller_number: call.caller_number,
    started_at: call.started_at,
    recordings_url,
    ...(isWatched(agent) && { live_url: `${new URL(recordings_url).origin}/vapi-live/${call.id}` }),
    workspace_id: workspaceId(call.api_key),
    ...(call.metadata && { metadata: call.metadata }),
    ...(call.dynamic_variables && { dynamic_variables: call.dynamic_variables }),
  };
}

/** The name under which an agent's vendor document goes: `agent_name` at Retell, `name` at Vapi. */
export const nameOf = ({ document }: AgentRecord): string => String(document.agent_name ?? document.name ?? "Agent");

// A monitor plan allows both unless it says otherwise.
const isWatched = (agent: AgentRecord | undefined): boolean =>
  agent?.provider === "vapi" && !JSON.stringify(agent.document.monitorPlan ?? {}).includes('"controlEnabled":false');

const versionOf = (agent: AgentRecord | undefined): number => Number(agent?.document.version ?? 0);

/** An account's id, stable for its key: a UUID, as Vapi's `orgId`. */
export function workspaceId(api_key: string): string {
  const hex = createHash("sha256").update(`workspace ${api_key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
