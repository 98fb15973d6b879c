import { AgentAnswer, AgentDetailAnswer } from "@/lib/agents/answers";
import { deleteAgent } from "@/lib/agents/delete-agent";
import { getAgent } from "@/lib/agents/get-agent";
import { changesProof, UpdateAgent } from "@/lib/agents/schemas";
import { updateAgent } from "@/lib/agents/update-agent";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read an agent and how it stands at its vendor", answer: AgentDetailAnswer },
    can: "agents.read",
    params: IdParams,
  },
  ({ ctx, params }) => getAgent(ctx, params),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change an agent", answer: AgentAnswer },
    can: "agents.write",
    // What decides which deliveries are believed; a new name needs nobody's password.
    recent: { when: changesProof, can: "agents.secret" },
    params: IdParams,
    body: UpdateAgent,
  },
  ({ ctx, params, body }) => updateAgent(ctx, { ...body, ...params }),
);

export const DELETE = withOrg(
  {
    docs: { summary: "Delete an agent; its calls stay", answer: null },
    can: "agents.delete",
    recent: true,
    params: IdParams,
  },
  async ({ ctx, params }) => {
    await deleteAgent(ctx, params.id);
    return undefined;
  },
);
