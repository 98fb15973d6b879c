import { verifyDomain } from "@/lib/domains/verify-domain";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "organization.write", params: IdParams }, ({ ctx, params }) =>
  verifyDomain(ctx, params),
);
