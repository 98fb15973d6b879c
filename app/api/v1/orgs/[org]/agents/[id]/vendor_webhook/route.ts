import { AgentDetailAnswer } from "@/lib/agents/answers";
import { connectAgent } from "@/lib/agents/connect-agent";
import { ConnectAgent } from "@/lib/agents/schemas";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg(
  {
    docs: { summary: "Set the agent's webhook address at its vendor", answer: AgentDetailAnswer },
    can: "agents.write",
    params: IdParams,
    body: ConnectAgent,
  },
  ({ ctx, params, body }) => connectAgent(ctx, { ...body, ...params }),
);
