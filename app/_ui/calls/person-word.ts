import type { ListedCall } from "@/lib/calls/listed-call";

/** What whoever speaks with the agent is called: nobody called who was called. */
export function personWord({ direction }: Pick<ListedCall, "direction">): string {
  return direction === "outbound" ? "Called party" : "Caller";
}
