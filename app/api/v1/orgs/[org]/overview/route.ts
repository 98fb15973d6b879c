import { readOverview } from "@/lib/analytics/read-overview";
import { cached } from "@/lib/cache/cached";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read" }, ({ ctx }) => cached(ctx, "overview", {}, () => readOverview(ctx)));
