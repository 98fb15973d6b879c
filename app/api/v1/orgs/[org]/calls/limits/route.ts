import { readCallLimits } from "@/lib/calls/read-call-limits";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read" }, ({ ctx }) => readCallLimits(ctx));
