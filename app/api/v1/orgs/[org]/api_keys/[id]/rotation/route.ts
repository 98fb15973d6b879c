import { rotateApiKey } from "@/lib/api-keys/rotate-api-key";
import { NewApiKey, RotateApiKey } from "@/lib/api-keys/schemas";
import { createdOnce } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Make a successor of an API key", answer: NewApiKey, status: 201 },
    can: "api_keys.write",
    recent: true,
    params: IdParams,
    body: RotateApiKey,
  },
  async ({ ctx, params, body }) => {
    const key = await rotateApiKey(ctx, { ...params, ...body });
    return createdOnce(key, { ...key, token: null });
  },
);
