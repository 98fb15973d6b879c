import { createReplay } from "@/lib/deliveries/create-replay";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "deliveries.replay", params: IdParams }, ({ ctx, params }) =>
  createReplay(ctx, params),
);
