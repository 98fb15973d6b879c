import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { CreateApiKey } from "@/lib/api-keys/schemas";
import { ListQuery } from "@/lib/http/cursor";
import { createdOnce } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "api_keys.read", query: ListQuery }, ({ ctx, query }) => listApiKeys(ctx, query));

export const POST = withOrg({ can: "api_keys.write", recent: true, body: CreateApiKey }, async ({ ctx, body }) => {
  const key = await createApiKey(ctx, body);
  return createdOnce(key, { ...key, token: null });
});
