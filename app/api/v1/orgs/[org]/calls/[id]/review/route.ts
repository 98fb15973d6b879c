import { ReviewedAnswer } from "@/lib/calls/answers";
import { SetReviewed, setReviewed } from "@/lib/calls/set-reviewed";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg(
  {
    docs: { summary: "Mark a call as reviewed or not", answer: ReviewedAnswer },
    can: "calls.write",
    params: IdParams,
    body: SetReviewed,
  },
  ({ ctx, params, body }) => setReviewed(ctx, { ...params, ...body }),
);
