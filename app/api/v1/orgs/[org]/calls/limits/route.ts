import { CallLimitsAnswer } from "@/lib/calls/answers";
import { readCallLimits } from "@/lib/calls/read-call-limits";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "Read how many calls the vendor lets run at once", answer: CallLimitsAnswer }, can: "calls.read" },
  ({ ctx }) => readCallLimits(ctx),
);
