import { createHash } from "node:crypto";
import type { CallFacts } from "../calls/call-facts";
import { fillDates } from "../calls/fill-dates";
import type { ToolUse } from "../conversations/conversation";

type Arguments = Record<string, unknown>;

/** The shapes of one tool call that Vapi sends in the wild; all four must be understood. */
export type VapiToolCall =
  | { id: string; type: "function"; function: { name: string; arguments: Arguments | string } }
  | { id: string; name: string; arguments: Arguments }
  | { id: string; name: string; parameters: Arguments };

export type VapiToolCalls = {
  toolCallList: VapiToolCall[];
  toolWithToolCallList: { type: "function"; function: { name: string }; async: false; toolCall: VapiToolCall }[];
};

const SHAPES = ["object", "string", "arguments", "parameters"] as const;

/** The lists of a `tool-calls` message for one use of a tool. The shape differs from call to call. */
export function toolCalls(call: CallFacts, step: ToolUse, index: number): VapiToolCalls {
  const toolCall = shaped(call, step, index);
  return {
    toolCallList: [toolCall],
    toolWithToolCallList: [{ type: "function", function: { name: step.name }, async: false, toolCall }],
  };
}

/** Stable id of the tool call at a place in the conversation. */
export const toolCallId = (call: CallFacts, index: number): string =>
  `call_${createHash("sha256").update(`${call.call_id}/${index}`).digest("base64url").slice(0, 24)}`;

function shaped(call: CallFacts, step: ToolUse, index: number): VapiToolCall {
  const id = toolCallId(call, index);
  const { name } = step;
  const input = fillDates(step.arguments, call.started_at);
  const shape = SHAPES[Number.parseInt(createHash("md5").update(call.call_id).digest("hex").slice(0, 4), 16) % 4];
  if (shape === "arguments") return { id, name, arguments: input };
  if (shape === "parameters") return { id, name, parameters: input };
  return { id, type: "function", function: { name, arguments: shape === "string" ? JSON.stringify(input) : input } };
}
