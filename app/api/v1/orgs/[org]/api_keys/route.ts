import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { ApiKey, CreateApiKey, NewApiKey } from "@/lib/api-keys/schemas";
import { ListQuery, pageShape } from "@/lib/http/cursor";
import { createdOnce } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List API keys, newest first", answer: pageShape(ApiKey) },
    can: "api_keys.read",
    query: ListQuery,
  },
  ({ ctx, query }) => listApiKeys(ctx, query),
);

export const POST = withOrg(
  {
    docs: { summary: "Make an API key; its token is answered this once", answer: NewApiKey, status: 201 },
    can: "api_keys.write",
    recent: true,
    body: CreateApiKey,
  },
  async ({ ctx, body }) => {
    const key = await createApiKey(ctx, body);
    return createdOnce(key, { ...key, token: null });
  },
);
