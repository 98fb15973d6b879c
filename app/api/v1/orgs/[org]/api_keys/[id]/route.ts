import { getApiKey } from "@/lib/api-keys/list-api-keys";
import { ApiKey, UpdateApiKey } from "@/lib/api-keys/schemas";
import { updateApiKey } from "@/lib/api-keys/update-api-key";
import { IdParams } from "@/lib/http/route";
import { expectedBy, tagged } from "@/lib/http/version";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "Read an API key", answer: ApiKey }, can: "api_keys.read", params: IdParams },
  async ({ ctx, params }) => tagged(await getApiKey(ctx, params)),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change what an API key may do", answer: ApiKey, versioned: true },
    can: "api_keys.write",
    recent: true,
    params: IdParams,
    body: UpdateApiKey,
  },
  async ({ ctx, params, body, request }) =>
    tagged(await updateApiKey(ctx, { ...params, ...body }, expectedBy(request))),
);
