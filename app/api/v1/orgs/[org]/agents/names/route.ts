import { AgentNamesAnswer } from "@/lib/agents/answers";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List the names of agents, deleted ones too", answer: AgentNamesAnswer }, can: "agents.read" },
  ({ ctx }) => listAgentNames(ctx),
);
