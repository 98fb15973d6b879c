import { SegmentedFilter } from "../segmented";

/** What counts and what does not, as the screen says it everywhere; "" is both. */
const BILLABLE = [
  { value: "", label: "All" },
  { value: "true", label: "Billable" },
  { value: "false", label: "Test" },
];

/** All calls, those that are billed, or the tests: `is_billable` of the address. */
export function BillableFilter() {
  return <SegmentedFilter name="is_billable" label="Billable" segments={BILLABLE} />;
}
