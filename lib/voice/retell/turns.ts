import type { Turn } from "../provider";
import { turnsOfText } from "../turns-of-text";
import { type RetellCall, type RetellUtterance, RetellUtterances } from "./payloads";
import { redactionOf } from "./redaction";

const ROLES: Partial<Record<string, Turn["role"]>> = {
  agent: "agent",
  user: "caller",
  transfer_target: "transfer_target",
  tool_call_invocation: "tool_call",
  tool_call_result: "tool_result",
};

/** What was said and done in a call: with tool calls where Retell kept them, else utterances, else plain text. */
export function turnsOfRetell(call: RetellCall): Turn[] {
  const utterances = entriesOf(call);
  return utterances.length > 0 ? utterances.map(turnOf) : turnsOfText(call.transcript ?? "");
}

/** The raw entries that `turnsOfRetell` reads: those without personal data where the agent is set to keep none. */
export function entriesOf(call: RetellCall): RetellUtterance[] {
  const { scrubbed_transcript_with_tool_calls: scrubbed, transcript_with_tool_calls, transcript_object } = call;
  const plain = [transcript_with_tool_calls, transcript_object];
  return firstReadable(redactionOf(call) ? [scrubbed, ...plain] : [...plain, scrubbed]);
}

function firstReadable(lists: (unknown[] | undefined)[]): RetellUtterance[] {
  for (const list of lists) {
    const entries = RetellUtterances.parse(list) ?? [];
    if (entries.length > 0) return entries;
  }
  return [];
}

function turnOf(utterance: RetellUtterance): Turn {
  const words = (utterance.words ?? []).map(({ word, start, end }) => ({
    text: word.trim(),
    start_ms: Math.round(start * 1000),
    end_ms: Math.round(end * 1000),
  }));
  const at = utterance.time_sec === undefined ? null : Math.round(utterance.time_sec * 1000);
  return {
    role: ROLES[utterance.role ?? ""] ?? "note",
    text: textOf(utterance),
    start_ms: words[0]?.start_ms ?? at,
    end_ms: words.at(-1)?.end_ms ?? at,
    ...(words.length > 0 && { words }),
    ...(utterance.tool_call_id && { tool: toolOf(utterance, utterance.tool_call_id) }),
  };
}

function textOf({ role, content, digit, new_node_name }: RetellUtterance): string {
  if (role === "dtmf") return `Pressed ${digit ?? "a key"}`;
  if (role === "node_transition") return `Moved to ${new_node_name ?? "another step"}`;
  if (role === "sms") return `Text message: ${content ?? ""}`;
  return content ?? "";
}

function toolOf({ name, arguments: asked, successful }: RetellUtterance, id: string): NonNullable<Turn["tool"]> {
  return {
    id,
    ...(name !== undefined && { name }),
    ...(asked !== undefined && { arguments: asked }),
    ...(successful !== undefined && { successful }),
  };
}
