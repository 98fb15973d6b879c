import { VendorAgentsAnswer } from "@/lib/agents/answers";
import { listVendorAgents } from "@/lib/agents/list-vendor-agents";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List the agents of the vendor's account", answer: VendorAgentsAnswer },
    can: "agents.write",
    params: IdParams,
  },
  ({ ctx, params }) => listVendorAgents(ctx, params),
);
