import { enqueueReconciliations } from "@/lib/agents/enqueue-reconciliations";
import { withCron } from "@/lib/http/with-cron";

export const maxDuration = 60;

export const GET = withCron(async () => ({ agents: await enqueueReconciliations() }));
