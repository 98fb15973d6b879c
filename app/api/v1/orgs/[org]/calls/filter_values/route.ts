import { FilterValuesAnswer } from "@/lib/calls/answers";
import { filterValues } from "@/lib/calls/filter-values";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List what calls can be filtered by", answer: FilterValuesAnswer }, can: "calls.read" },
  ({ ctx }) => filterValues(ctx),
);
