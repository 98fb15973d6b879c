import { ReplayDeliveries } from "@/lib/deliveries/schemas";
import { startReplays } from "@/lib/deliveries/start-replays";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "deliveries.replay", body: ReplayDeliveries }, async ({ ctx, body }) =>
  Response.json(await startReplays(ctx, body), { status: 202 }),
);
