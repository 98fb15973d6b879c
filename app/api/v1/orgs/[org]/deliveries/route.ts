import { DeliveryPageAnswer } from "@/lib/deliveries/answers";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { ListDeliveries } from "@/lib/deliveries/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List deliveries of vendors, newest first", answer: DeliveryPageAnswer },
    can: "deliveries.read",
    query: ListDeliveries,
  },
  ({ ctx, query }) => listDeliveries(ctx, query),
);
