import { z } from "zod";
import { listOf, maybe } from "../loose";

// Ids and names are answered exactly as they came, so they are not trimmed.
const exact = maybe(z.string().min(1));
const ToolCall = z.object({ id: z.string().min(1), name: exact, function: maybe(z.object({ name: exact })) });
const Message = z.object({
  type: z.string(),
  toolCallList: listOf(ToolCall),
  toolCalls: listOf(ToolCall),
  toolWithToolCallList: listOf(z.object({ toolCall: ToolCall })),
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
        results: toolCallsOf(message).map((call) => ({
          toolCallId: call.id,
          name: call.function?.name ?? call.name ?? "unknown",
          result: NOT_YET,
        })),
      };
    default:
      return undefined;
  }
}

// The same calls may stand in several lists, and a list may be there and empty: whatever is asked anywhere is answered once.
function toolCallsOf({ toolCallList = [], toolCalls = [], toolWithToolCallList = [] }: z.infer<typeof Message>) {
  const all = [...toolCallList, ...toolCalls, ...toolWithToolCallList.map(({ toolCall }) => toolCall)];
  return [...Map.groupBy(all, ({ id }) => id).values()].flatMap(([call]) => call ?? []);
}
