import { createAgent } from "@/lib/agents/create-agent";
import { listAgents } from "@/lib/agents/list-agents";
import { CreateAgent } from "@/lib/agents/schemas";
import { ListQuery } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "agents.read", query: ListQuery }, ({ ctx, query }) => listAgents(ctx, query));

export const POST = withOrg({ can: "agents.write", body: CreateAgent }, async ({ ctx, body }) =>
  created(await createAgent(ctx, body)),
);
