import { readOverview } from "@/lib/analytics/read-overview";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read" }, ({ ctx }) => readOverview(ctx));
