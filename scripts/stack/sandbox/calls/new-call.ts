import { randomBytes, randomUUID } from "node:crypto";
import { findConversation } from "../conversations/catalogue";
import type { Conversation } from "../conversations/conversation";
import { drawCallFaults } from "../delivery/faults";
import type { AgentRecord, CallRecord, Fault } from "../state/records";
import { callLength } from "./call-facts";
import { callersOf } from "./callers";
import { lettersOf, type Surroundings } from "./plan-letters";
import { setClock } from "./schedule";

export type CallOrder = {
  agent: AgentRecord;
  conversation: Conversation;
  /** 1 is real time, 4 four times as fast, 0 at once. */
  pace: number;
  faults?: Fault[];
  caller_number?: string;
  /** Vapi: ask the server for an assistant first, as a number without one does. */
  assistant_request?: boolean;
  metadata?: Record<string, unknown>;
  dynamic_variables?: Record<string, string>;
};

/** A call that begins now, with its vendor's kind of id, a caller, and the faults it will have. */
export function newCall({ agent, conversation, pace, ...order }: CallOrder, surroundings: Surroundings): CallRecord {
  const callers = callersOf(conversation, agent.industry);
  const call: CallRecord = {
    id: agent.provider === "retell" ? `call_${randomBytes(14).toString("hex")}` : randomUUID(),
    provider: agent.provider,
    agent_id: agent.id,
    api_key: agent.api_key,
    conversation_id: conversation.id,
    caller_number: order.caller_number ?? callers[Math.floor(Math.random() * callers.length)] ?? "",
    business_number: agent.business_number,
    placed_at: Date.now(),
    started_at: 0,
    pace,
    faults: drawCallFaults(surroundings.store.settings, order.faults ?? []),
    finished: false,
    ...(order.metadata && { metadata: order.metadata }),
    ...(order.dynamic_variables && { dynamic_variables: order.dynamic_variables }),
  };
  return windClock(call, agent, surroundings);
}

/** Sets the call's clock, which depends on how long before pick-up its vendor begins to talk about it. */
export function windClock(call: CallRecord, agent: AgentRecord, surroundings: Surroundings): CallRecord {
  const conversation = findConversation(call.conversation_id);
  const first = lettersOf(call, agent, surroundings)[0]?.offset_ms ?? 0;
  const length = conversation ? callLength(conversation) : 0;
  return Object.assign(call, setClock(call.placed_at, call.pace, Math.min(first, 0), length));
}
