import type { ListedCall } from "./listed-call";

export const reviewReasons = ["failed", "not_reached", "unhappy"] as const;
export type ReviewReason = (typeof reviewReasons)[number];

type Columns = Pick<ListedCall, "status" | "successful" | "voicemail" | "sentiment">;

/**
 * Why somebody should look at a call: it failed, its aim was not reached, or the caller was unhappy. A machine that picked
 * up is no missed aim. `needsReview` in `./filtered-calls` says the same in SQL.
 */
export function reviewReasonsOf({ status, successful, voicemail, sentiment }: Columns): ReviewReason[] {
  const holds: Record<ReviewReason, boolean> = {
    failed: status === "error",
    not_reached: successful === false && voicemail !== true,
    unhappy: sentiment === "negative",
  };
  return reviewReasons.filter((reason) => holds[reason]);
}
