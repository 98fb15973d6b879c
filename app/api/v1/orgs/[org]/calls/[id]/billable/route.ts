import { SetBillable, setBillable } from "@/lib/calls/set-billable";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg({ can: "calls.write", params: IdParams, body: SetBillable }, ({ ctx, params, body }) =>
  setBillable(ctx, { ...params, ...body }),
);
