import { ReplayRunAnswer } from "@/lib/deliveries/answers";
import { ReplayDeliveries } from "@/lib/deliveries/schemas";
import { startReplays } from "@/lib/deliveries/start-replays";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Replay many deliveries, as a run in the background", answer: ReplayRunAnswer, status: 202 },
    can: "deliveries.replay",
    body: ReplayDeliveries,
  },
  async ({ ctx, body }) => Response.json(await startReplays(ctx, body), { status: 202 }),
);
