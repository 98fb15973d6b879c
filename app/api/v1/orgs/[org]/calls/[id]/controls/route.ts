import { z } from "zod";
import { SteerCall, steerCall } from "@/lib/calls/steering/steer-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Steer a running call: say, hint, mute, transfer, end", answer: z.object({}) },
    can: "calls.steer",
    params: IdParams,
    body: SteerCall,
  },
  ({ ctx, params, body }) => steerCall(ctx, { ...params, ...body }),
);
