import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { ListDeliveries } from "@/lib/deliveries/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "deliveries.read", query: ListDeliveries }, ({ ctx, query }) =>
  listDeliveries(ctx, query),
);
