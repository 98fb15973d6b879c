import { SetBillableOfMany, setBillableOfMany } from "@/lib/calls/set-billable-of-many";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg({ can: "calls.write", body: SetBillableOfMany }, ({ ctx, body }) =>
  setBillableOfMany(ctx, body),
);
