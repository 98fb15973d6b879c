import { TestDeliveryAnswer } from "@/lib/agents/answers";
import { sendTestDelivery } from "@/lib/agents/send-test-delivery";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Send a signed test delivery to the agent's own address", answer: TestDeliveryAnswer },
    can: "agents.write",
    params: IdParams,
  },
  ({ ctx, params }) => sendTestDelivery(ctx, params.id),
);
