import { getCall } from "@/lib/calls/get-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", params: IdParams }, ({ ctx, params }) => getCall(ctx, params));
