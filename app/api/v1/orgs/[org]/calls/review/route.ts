import { ReviewedOfManyAnswer } from "@/lib/calls/answers";
import { SetReviewedOfMany, setReviewedOfMany } from "@/lib/calls/set-reviewed-of-many";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg(
  {
    docs: { summary: "Mark many calls as reviewed or not", answer: ReviewedOfManyAnswer },
    can: "calls.write",
    body: SetReviewedOfMany,
  },
  ({ ctx, body }) => setReviewedOfMany(ctx, body),
);
