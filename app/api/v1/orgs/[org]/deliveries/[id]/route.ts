import { getDelivery } from "@/lib/deliveries/get-delivery";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "deliveries.read", params: IdParams }, ({ ctx, params }) => getDelivery(ctx, params));
