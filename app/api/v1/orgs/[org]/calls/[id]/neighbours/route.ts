import { NeighboursAnswer } from "@/lib/calls/answers";
import { NeighbourQuery, neighboursOfCall } from "@/lib/calls/neighbours-of-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Find the calls before and after it in a list", answer: NeighboursAnswer },
    can: "calls.read",
    params: IdParams,
    query: NeighbourQuery,
  },
  ({ ctx, params, query }) => neighboursOfCall(ctx, { ...query, ...params }),
);
