import { z } from "zod";
import type { Delivery } from "../delivery/outbox";

const ToolResults = z.object({
  results: z.array(
    z
      .object({ toolCallId: z.string(), result: z.string().optional(), error: z.string().optional() })
      .refine((result) => (result.result ?? result.error) !== undefined, { error: "has neither result nor error" })
      .refine((result) => !`${result.result}${result.error}`.includes("\n"), { error: "must be a single line" }),
  ),
});

const AssistantAnswer = z.union([
  z.object({ assistantId: z.string() }),
  z.object({ assistant: z.record(z.string(), z.unknown()) }),
  z.object({ squadId: z.string() }),
  z.object({ squad: z.record(z.string(), z.unknown()) }),
  z.object({ workflowId: z.string() }),
  z.object({ destination: z.object({ type: z.string() }) }),
]);

/** Whether the answer to an `assistant-request` lets the call go on. */
export const namesAssistant = (delivery: Delivery): boolean =>
  delivery.status === 200 && AssistantAnswer.safeParse(parse(delivery.answer)).success;

/** What Vapi would make of an answer, in words; null for messages that want none. */
export function judgeAnswer(delivery: Delivery): string | null {
  if (delivery.event === "assistant-request") {
    return namesAssistant(delivery) ? "names an assistant" : "names no assistant: the call fails";
  }
  if (delivery.event !== "tool-calls") return null;
  if (delivery.status !== 200) return "no result returned: only HTTP 200 counts";
  const parsed = ToolResults.safeParse(parse(delivery.answer));
  if (!parsed.success) return `no result returned: ${parsed.error.issues[0]?.message ?? "not the documented shape"}`;
  return `${parsed.data.results.length} result(s)`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
