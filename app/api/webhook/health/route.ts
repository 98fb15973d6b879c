import { env } from "@/lib/env";
import { withPublic } from "@/lib/http/with-public";
import packageJson from "@/package.json";

// What a vendor's dashboard or a monitor asks before it trusts the webhook addresses (VX7).
export const GET = withPublic({}, async () => {
  const { PUBLIC_BASE_URL, FOYER_ENV } = env();
  return { status: "ok", backend_url: PUBLIC_BASE_URL, version: packageJson.version, environment: FOYER_ENV };
});
