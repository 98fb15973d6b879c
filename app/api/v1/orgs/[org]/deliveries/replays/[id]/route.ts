import { replayRun } from "@/lib/deliveries/replay-run";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "deliveries.read", params: IdParams }, ({ ctx, params }) => replayRun(ctx, params));
