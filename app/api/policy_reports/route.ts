import { clientIp } from "@/lib/http/client-ip";
import { readText } from "@/lib/http/request";
import { withPublic } from "@/lib/http/with-public";
import { LARGEST_POLICY_REPORT, takePolicyReport } from "@/lib/monitoring/take-policy-report";

export const POST = withPublic(
  { limit: (request) => [{ tier: "monitoring.address", who: clientIp(request) }] },
  async ({ request, log }) => {
    await takePolicyReport(await readText(request, LARGEST_POLICY_REPORT), log);
    return undefined;
  },
);
