import { sendTestDelivery } from "@/lib/agents/send-test-delivery";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "agents.write", params: IdParams }, ({ ctx, params }) =>
  sendTestDelivery(ctx, params.id),
);
