import { previewReplay } from "@/lib/deliveries/preview-replay";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "deliveries.replay", params: IdParams }, ({ ctx, params }) =>
  previewReplay(ctx, params),
);
