import { LiveCallsAnswer } from "@/lib/calls/answers";
import { listLiveCalls } from "@/lib/calls/list-live-calls";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List the calls that are running, with their last words", answer: LiveCallsAnswer },
    can: "calls.read",
  },
  ({ ctx }) => listLiveCalls(ctx),
);
