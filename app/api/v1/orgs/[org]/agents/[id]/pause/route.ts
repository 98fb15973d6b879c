import { AgentAnswer } from "@/lib/agents/answers";
import { pauseAgent } from "@/lib/agents/pause-agent";
import { resumeAgent } from "@/lib/agents/resume-agent";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  { docs: { summary: "Pause an agent", answer: AgentAnswer }, can: "agents.write", params: IdParams },
  ({ ctx, params }) => pauseAgent(ctx, params.id),
);

export const DELETE = withOrg(
  { docs: { summary: "Resume an agent", answer: AgentAnswer }, can: "agents.write", params: IdParams },
  ({ ctx, params }) => resumeAgent(ctx, params.id),
);
