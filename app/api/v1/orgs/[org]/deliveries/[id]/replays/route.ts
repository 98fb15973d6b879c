import { ReplayOutcomeAnswer } from "@/lib/deliveries/answers";
import { createReplay } from "@/lib/deliveries/create-replay";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  { docs: { summary: "Replay a delivery", answer: ReplayOutcomeAnswer }, can: "deliveries.replay", params: IdParams },
  ({ ctx, params }) => createReplay(ctx, params),
);
