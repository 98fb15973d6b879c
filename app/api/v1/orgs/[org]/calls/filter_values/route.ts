import { filterValues } from "@/lib/calls/filter-values";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read" }, ({ ctx }) => filterValues(ctx));
