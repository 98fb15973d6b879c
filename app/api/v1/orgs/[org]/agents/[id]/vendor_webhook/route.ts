import { connectAgent } from "@/lib/agents/connect-agent";
import { ConnectAgent } from "@/lib/agents/schemas";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const PUT = withOrg({ can: "agents.write", params: IdParams, body: ConnectAgent }, ({ ctx, params, body }) =>
  connectAgent(ctx, { ...body, ...params }),
);
