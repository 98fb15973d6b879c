import { CallDetailAnswer } from "@/lib/calls/answers";
import { getCall } from "@/lib/calls/get-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read a call with its transcript and analysis", answer: CallDetailAnswer },
    can: "calls.read",
    params: IdParams,
  },
  ({ ctx, params }) => getCall(ctx, params),
);
