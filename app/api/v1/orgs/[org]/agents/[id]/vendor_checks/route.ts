import { startVendorCheck } from "@/lib/agents/start-vendor-check";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "agents.write", params: IdParams }, ({ ctx, params }) =>
  startVendorCheck(ctx, params),
);
