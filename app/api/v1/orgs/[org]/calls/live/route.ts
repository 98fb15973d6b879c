import { listLiveCalls } from "@/lib/calls/list-live-calls";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read" }, ({ ctx }) => listLiveCalls(ctx));
