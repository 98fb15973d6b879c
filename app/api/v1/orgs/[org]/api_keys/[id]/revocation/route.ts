import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { ApiKey } from "@/lib/api-keys/schemas";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  { docs: { summary: "End an API key", answer: ApiKey }, can: "api_keys.revoke", params: IdParams },
  ({ ctx, params }) => revokeApiKey(ctx, params),
);
