import { AgentDetailAnswer } from "@/lib/agents/answers";
import { publishVendorVersion } from "@/lib/agents/publish-vendor-version";
import { PublishVendorVersion } from "@/lib/agents/schemas";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Publish the agent's newest version at its vendor", answer: AgentDetailAnswer },
    can: "agents.write",
    params: IdParams,
    body: PublishVendorVersion,
  },
  ({ ctx, params, body }) => publishVendorVersion(ctx, { ...body, ...params }),
);
