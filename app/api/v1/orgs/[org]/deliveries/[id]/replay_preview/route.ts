import { ReplayOutcomeAnswer } from "@/lib/deliveries/answers";
import { previewReplay } from "@/lib/deliveries/preview-replay";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "See what a replay would change", answer: ReplayOutcomeAnswer },
    can: "deliveries.replay",
    params: IdParams,
  },
  ({ ctx, params }) => previewReplay(ctx, params),
);
