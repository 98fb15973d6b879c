import { AgentAnswer, AgentPageAnswer } from "@/lib/agents/answers";
import { createAgent } from "@/lib/agents/create-agent";
import { listAgents } from "@/lib/agents/list-agents";
import { CreateAgent, wouldKeepKey } from "@/lib/agents/schemas";
import { may } from "@/lib/auth/permissions";
import { ListQuery } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List agents with their last days", answer: AgentPageAnswer },
    can: "agents.read",
    query: ListQuery,
  },
  ({ ctx, query }) => listAgents(ctx, query),
);

export const POST = withOrg(
  {
    docs: { summary: "Add an agent", answer: AgentAnswer, status: 201 },
    can: "agents.write",
    // Its key becomes the organization's credential, where that is the person's to keep; see `createAgent`.
    recent: { when: (body, actor) => wouldKeepKey(body) && may(actor, "credentials.write"), can: "credentials.write" },
    body: CreateAgent,
  },
  async ({ ctx, body }) => created(await createAgent(ctx, body)),
);
