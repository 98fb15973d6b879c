import { readCacheStats } from "@/lib/cache/read-cache-stats";
import { withMonitor } from "@/lib/http/with-monitor";

export const GET = withMonitor({}, () => readCacheStats());
