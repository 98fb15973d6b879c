import { withMonitor } from "@/lib/http/with-monitor";
import { AskMetrics, answerMetrics } from "@/lib/monitoring/answer-metrics";

export const GET = withMonitor({ query: AskMetrics }, ({ request, query }) => answerMetrics(request, query));
