import { SegmentedFilter } from "../segmented";

const REVIEW = [
  { value: "", label: "All" },
  { value: "needed", label: "Needs review" },
  { value: "reviewed", label: "Reviewed" },
];

/** All calls, those that went wrong and nobody has looked at, or those somebody has: `review` of the address. */
export function ReviewFilter() {
  return <SegmentedFilter name="review" label="Review" segments={REVIEW} />;
}
