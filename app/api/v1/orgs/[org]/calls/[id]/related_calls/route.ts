import { relatedCalls } from "@/lib/calls/related-calls";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", params: IdParams }, ({ ctx, params }) => relatedCalls(ctx, params));
