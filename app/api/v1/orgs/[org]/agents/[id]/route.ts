import { AgentAnswer, AgentDetailAnswer } from "@/lib/agents/answers";
import { deleteAgent } from "@/lib/agents/delete-agent";
import { getAgent } from "@/lib/agents/get-agent";
import { changesProof, UpdateAgent } from "@/lib/agents/schemas";
import { updateAgent } from "@/lib/agents/update-agent";
import { IdParams } from "@/lib/http/route";
import { expectedBy, tagged } from "@/lib/http/version";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read an agent and how it stands at its vendor", answer: AgentDetailAnswer },
    can: "agents.read",
    params: IdParams,
  },
  async ({ ctx, params }) => tagged(await getAgent(ctx, params)),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change an agent", answer: AgentAnswer, versioned: true },
    can: "agents.write",
    // What decides which deliveries are believed; a new name needs nobody's password.
    recent: { when: changesProof, can: "agents.secret" },
    params: IdParams,
    body: UpdateAgent,
  },
  async ({ ctx, params, body, request }) => tagged(await updateAgent(ctx, { ...body, ...params }, expectedBy(request))),
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
