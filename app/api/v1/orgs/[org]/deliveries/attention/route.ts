import { DeliveriesNeedingAttentionAnswer } from "@/lib/deliveries/answers";
import { deliveriesNeedingAttention } from "@/lib/deliveries/deliveries-needing-attention";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Count the deliveries that need somebody", answer: DeliveriesNeedingAttentionAnswer },
    can: "deliveries.read",
  },
  ({ ctx }) => deliveriesNeedingAttention(ctx),
);
