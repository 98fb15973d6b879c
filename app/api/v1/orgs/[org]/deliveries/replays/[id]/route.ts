import { ReplayRunAnswer } from "@/lib/deliveries/answers";
import { replayRun } from "@/lib/deliveries/replay-run";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "Follow a run of replays", answer: ReplayRunAnswer }, can: "deliveries.read", params: IdParams },
  ({ ctx, params }) => replayRun(ctx, params),
);
