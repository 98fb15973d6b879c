import { NeighbourQuery, neighboursOfCall } from "@/lib/calls/neighbours-of-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", params: IdParams, query: NeighbourQuery }, ({ ctx, params, query }) =>
  neighboursOfCall(ctx, { ...query, ...params }),
);
