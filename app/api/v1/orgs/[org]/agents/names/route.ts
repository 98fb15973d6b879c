import { AgentNamesAnswer } from "@/lib/agents/answers";
import { ListAgentNames, listAgentNames } from "@/lib/agents/list-agent-names";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List the names of agents, deleted ones last", answer: AgentNamesAnswer },
    can: "agents.read",
    query: ListAgentNames,
  },
  ({ ctx, query }) => listAgentNames(ctx, query),
);
