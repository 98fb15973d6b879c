import { deliveriesNeedingAttention } from "@/lib/deliveries/deliveries-needing-attention";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "deliveries.read" }, ({ ctx }) => deliveriesNeedingAttention(ctx));
