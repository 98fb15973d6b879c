import { BillableAnswer } from "@/lib/calls/answers";
import { SetBillable, setBillable } from "@/lib/calls/set-billable";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg(
  {
    docs: { summary: "Mark a call as billable or not", answer: BillableAnswer },
    can: "calls.write",
    params: IdParams,
    body: SetBillable,
  },
  ({ ctx, params, body }) => setBillable(ctx, { ...params, ...body }),
);
