import { removeDomain } from "@/lib/domains/remove-domain";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const DELETE = withOrg({ can: "organization.write", params: IdParams }, ({ ctx, params }) =>
  removeDomain(ctx, params),
);
