import { removeDomain } from "@/lib/domains/remove-domain";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const DELETE = withOrg(
  { docs: { summary: "Remove a host name", answer: null }, can: "domains.write", params: IdParams },
  ({ ctx, params }) => removeDomain(ctx, params),
);
