import { listenToCall } from "@/lib/calls/steering/listen-to-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "calls.steer", params: IdParams }, ({ ctx, params }) => listenToCall(ctx, params));
