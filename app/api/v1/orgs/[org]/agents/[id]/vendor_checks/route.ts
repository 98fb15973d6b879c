import { AgentDetailAnswer } from "@/lib/agents/answers";
import { startVendorCheck } from "@/lib/agents/start-vendor-check";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Look at the agent's configuration at its vendor", answer: AgentDetailAnswer },
    can: "agents.write",
    params: IdParams,
  },
  ({ ctx, params }) => startVendorCheck(ctx, params),
);
