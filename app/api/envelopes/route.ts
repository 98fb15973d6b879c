import { clientIp } from "@/lib/http/client-ip";
import { readText } from "@/lib/http/request";
import { withPublic } from "@/lib/http/with-public";
import { LARGEST_ENVELOPE, relayEnvelope } from "@/lib/log/sentry/relay-envelope";

export const POST = withPublic(
  { limit: (request) => [{ tier: "monitoring.address", who: clientIp(request) }] },
  async ({ request }) => relayEnvelope(await readText(request, LARGEST_ENVELOPE)),
);
