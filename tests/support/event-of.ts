import type { CallEvent, Interpretation } from "@/lib/voice/provider";

/** The event that a delivery was understood as; throws when it was none of a call. */
export function eventOf(interpretation: Interpretation): CallEvent {
  if (interpretation.outcome !== "call") throw new Error(`${interpretation.outcome}: ${interpretation.reason}`);
  return interpretation.event;
}
