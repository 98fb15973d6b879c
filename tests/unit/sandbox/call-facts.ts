import type { CallFacts } from "@/scripts/stack/sandbox/calls/call-facts";
import { findConversation } from "@/scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "@/scripts/stack/sandbox/conversations/conversation";

export const STARTED_AT = Date.parse("2026-11-18T15:04:05.678Z");

/** A call that speaks a conversation, for the payload builders. */
export function factsOf(conversation: Conversation, more: Partial<CallFacts> = {}): CallFacts {
  return {
    call_id: "call_0123456789abcdef",
    conversation,
    agent: { id: "agent_1", name: "Front desk", version: 3 },
    business_number: "+15125550100",
    caller_number: "+15125550112",
    started_at: STARTED_AT,
    recordings_url: "http://127.0.0.1:4010/recordings",
    workspace_id: "2f9a7c1e-5b00-4000-8000-000000000000",
    ...more,
  };
}

export function conversationOf(id: string): Conversation {
  const conversation = findConversation(id);
  if (!conversation) throw new Error(`no conversation ${id}`);
  return conversation;
}
