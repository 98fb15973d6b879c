import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "api_keys.write", params: IdParams }, ({ ctx, params }) =>
  revokeApiKey(ctx, params),
);
