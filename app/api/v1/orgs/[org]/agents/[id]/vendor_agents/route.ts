import { listVendorAgents } from "@/lib/agents/list-vendor-agents";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "agents.write", params: IdParams }, ({ ctx, params }) =>
  listVendorAgents(ctx, params),
);
