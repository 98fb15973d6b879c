import { BillableOfManyAnswer } from "@/lib/calls/answers";
import { SetBillableOfMany, setBillableOfMany } from "@/lib/calls/set-billable-of-many";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg(
  {
    docs: { summary: "Mark many calls as billable or not", answer: BillableOfManyAnswer },
    can: "calls.write",
    body: SetBillableOfMany,
  },
  ({ ctx, body }) => setBillableOfMany(ctx, body),
);
