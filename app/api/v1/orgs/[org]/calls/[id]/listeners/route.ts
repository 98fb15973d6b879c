import { ListenedAnswer } from "@/lib/calls/answers";
import { listenToCall } from "@/lib/calls/steering/listen-to-call";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Get an address to listen in on a running call", answer: ListenedAnswer },
    can: "calls.steer",
    params: IdParams,
  },
  ({ ctx, params }) => listenToCall(ctx, params),
);
