import { z } from "zod";

const Arguments = z.object({ name: z.string().optional() });
const ToolCall = z.object({ id: z.string(), name: z.string().optional(), function: Arguments.optional() });
const Message = z.object({
  type: z.string(),
  toolCallList: z.array(ToolCall).optional(),
  toolCalls: z.array(ToolCall).optional(),
});

const NOT_YET = "This cannot be done on this line yet. Please offer to have somebody call back.";

/**
 * What Vapi waits to hear for the messages that need an answer; undefined for all others. Until reception is set up the
 * answers are neutral: the assistant it already has, and single-line tool results with the exact ids.
 * Source: vendors' Server URL messages, `assistant-request`, `tool-calls`, `transfer-destination-request`.
 */
export function answerVapi(payload: unknown, assistantId: string | null): object | undefined {
  const parsed = z.object({ message: Message }).safeParse(payload);
  if (!parsed.success) return undefined;
  const { message } = parsed.data;
  switch (message.type) {
    case "assistant-request":
      return assistantId ? { assistantId } : { error: "This line is not set up yet. Please call again later." };
    case "transfer-destination-request":
    case "handoff-destination-request":
      return { error: "Nobody can take this call just now." };
    case "tool-calls":
      return {
        results: (message.toolCallList ?? message.toolCalls ?? []).map((call) => ({
          toolCallId: call.id,
          name: call.function?.name ?? call.name ?? "unknown",
          result: NOT_YET,
        })),
      };
    default:
      return undefined;
  }
}
