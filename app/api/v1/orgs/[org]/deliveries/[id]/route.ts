import { DeliveryDetailAnswer } from "@/lib/deliveries/answers";
import { getDelivery } from "@/lib/deliveries/get-delivery";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read a delivery with its body and what it says", answer: DeliveryDetailAnswer },
    can: "deliveries.read",
    params: IdParams,
  },
  ({ ctx, params }) => getDelivery(ctx, params),
);
