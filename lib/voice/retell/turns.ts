import type { Turn } from "../provider";
import { type Entry, entriesIn, flagIn, numberIn, shortTextIn, textIn } from "../read-entry";
import { turnsOfText } from "../turns-of-text";
import type { RetellCall } from "./payloads";
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
  const entries = entriesOf(call);
  return entries.length > 0 ? entries.map(turnOf) : turnsOfText(call.transcript ?? "");
}

/**
 * The raw entries that `turnsOfRetell` reads: those without personal data where the agent is set to keep none. An entry is
 * `{ role, content, words: [{ word, start, end }], time_sec, … }`, with times in seconds since the start of the call.
 */
export function entriesOf(call: RetellCall): Entry[] {
  const { scrubbed_transcript_with_tool_calls: scrubbed, transcript_with_tool_calls, transcript_object } = call;
  const plain = [transcript_with_tool_calls, transcript_object];
  const lists = redactionOf(call) ? [scrubbed, ...plain] : [...plain, scrubbed];
  // A call may hold the same conversation three times: one of them is read.
  return lists.map(entriesIn).find((entries) => entries.length > 0) ?? [];
}

function turnOf(entry: Entry): Turn {
  const words = wordsOf(entry);
  const seconds = numberIn(entry, "time_sec");
  const at = seconds === undefined ? null : Math.round(seconds * 1000);
  const toolCall = shortTextIn(entry, "tool_call_id");
  const turn: Turn = {
    role: ROLES[shortTextIn(entry, "role") ?? ""] ?? "note",
    text: spokenIn(entry),
    start_ms: words[0]?.start_ms ?? at,
    end_ms: words.at(-1)?.end_ms ?? at,
  };
  if (words.length > 0) turn.words = words;
  if (toolCall) turn.tool = toolOf(entry, toolCall);
  return turn;
}

function wordsOf(entry: Entry): NonNullable<Turn["words"]> {
  const words: NonNullable<Turn["words"]> = [];
  for (const spoken of entriesIn(entry.words)) {
    const [word, start, end] = [textIn(spoken, "word"), numberIn(spoken, "start"), numberIn(spoken, "end")];
    if (word === undefined || start === undefined || end === undefined) continue;
    words.push({ text: word.trim(), start_ms: Math.round(start * 1000), end_ms: Math.round(end * 1000) });
  }
  return words;
}

function spokenIn(entry: Entry): string {
  const content = textIn(entry, "content") ?? "";
  const role = shortTextIn(entry, "role");
  if (role === "dtmf") return `Pressed ${shortTextIn(entry, "digit") ?? "a key"}`;
  if (role === "node_transition") return `Moved to ${shortTextIn(entry, "new_node_name") ?? "another step"}`;
  return role === "sms" ? `Text message: ${content}` : content;
}

function toolOf(entry: Entry, id: string): NonNullable<Turn["tool"]> {
  const [name, asked] = [shortTextIn(entry, "name"), textIn(entry, "arguments")];
  const successful = flagIn(entry, "successful");
  return {
    id,
    ...(name !== undefined && { name }),
    ...(asked !== undefined && { arguments: asked }),
    ...(successful !== undefined && { successful }),
  };
}
