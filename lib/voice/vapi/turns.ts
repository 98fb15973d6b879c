import type { Turn } from "../provider";
import type { VapiToolCall, VapiTurn } from "./payloads";

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
 */
export function turnsOfVapi(entries: readonly VapiTurn[]): Turn[] {
  return entries.flatMap((entry): Turn[] => {
    const span = spanOf(entry);
    if (entry.role === "tool_calls") return (entry.toolCalls ?? []).map((call) => ({ ...toolTurn(call), ...span }));
    const role = roleOf(entry.role);
    if (!role) return [];
    const text = entry.message ?? entry.content ?? entry.result ?? "";
    if (role !== "tool_result") return text === "" ? [] : [{ role, text, ...span }];
    const id = entry.toolCallId;
    return [{ role, text, ...span, ...(id && { tool: { id, ...(entry.name && { name: entry.name }) } }) }];
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
function spanOf({ secondsFromStart, time, endTime }: VapiTurn): Pick<Turn, "start_ms" | "end_ms"> {
  if (secondsFromStart === undefined) return { start_ms: null, end_ms: null };
  const start_ms = Math.max(0, Math.round(secondsFromStart * 1000));
  const length = time !== undefined && endTime !== undefined ? Math.round(endTime - time) : undefined;
  return { start_ms, end_ms: length === undefined || length < 0 ? null : start_ms + length };
}
