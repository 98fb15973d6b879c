import type { Turn } from "../provider";
import { type Entry, entriesIn, numberIn, shortTextIn, textIn } from "../read-entry";
import { type VapiToolCall, VapiToolCalls } from "./payloads";

const ROLES: Partial<Record<string, Turn["role"]>> = {
  user: "caller",
  bot: "agent",
  assistant: "agent",
  tool_call_result: "tool_result",
  tool: "tool_result",
};

/** Vapi's role word in ours; undefined for those that are not part of the conversation (the system prompt). */
export function roleOf(role: string | undefined): Turn["role"] | undefined {
  return ROLES[role ?? ""];
}

/**
 * What was said and done, from `artifact.messages` or from the same conversation in OpenAI's format (no times). The
 * system prompt is not part of a transcript.
 * @param list entries `{ role, message | content | result, time, endTime, secondsFromStart, … }`: `time` and `endTime` in
 *   Unix milliseconds, `secondsFromStart` from the call's start
 */
export function turnsOfVapi(list: unknown): Turn[] {
  return entriesIn(list).flatMap((entry): Turn[] => {
    const span = spanOf(entry);
    const named = shortTextIn(entry, "role");
    if (named === "tool_calls") {
      return (VapiToolCalls.parse(entry.toolCalls) ?? []).map((call) => ({ ...toolTurn(call), ...span }));
    }
    const role = roleOf(named);
    if (!role) return [];
    const text = textIn(entry, "message") ?? textIn(entry, "content") ?? textIn(entry, "result") ?? "";
    if (role !== "tool_result") return text === "" ? [] : [{ role, text, ...span }];
    const [id, name] = [shortTextIn(entry, "toolCallId"), shortTextIn(entry, "name")];
    return [{ role, text, ...span, ...(id && { tool: { id, ...(name && { name }) } }) }];
  });
}

function toolTurn(call: VapiToolCall): Pick<Turn, "role" | "text" | "tool"> {
  const name = call.function?.name ?? call.name;
  const asked = call.function?.arguments ?? call.arguments ?? call.parameters;
  return {
    role: "tool_call",
    text: "",
    tool: {
      id: call.id ?? "",
      ...(name && { name }),
      ...(asked !== undefined && { arguments: typeof asked === "string" ? asked : JSON.stringify(asked) }),
    },
  };
}

// `duration` is not read: the SDK says seconds, payloads carry milliseconds.
function spanOf(entry: Entry): Pick<Turn, "start_ms" | "end_ms"> {
  const seconds = numberIn(entry, "secondsFromStart");
  if (seconds === undefined) return { start_ms: null, end_ms: null };
  const start_ms = Math.max(0, Math.round(seconds * 1000));
  const [time, endTime] = [numberIn(entry, "time"), numberIn(entry, "endTime")];
  const length = time !== undefined && endTime !== undefined ? Math.round(endTime - time) : undefined;
  return { start_ms, end_ms: length === undefined || length < 0 ? null : start_ms + length };
}
