import { SteerCall, steerCall } from "@/lib/calls/steering/steer-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "calls.steer", params: IdParams, body: SteerCall }, ({ ctx, params, body }) =>
  steerCall(ctx, { ...params, ...body }),
);
