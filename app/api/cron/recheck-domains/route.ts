import { enqueueRechecks } from "@/lib/domains/enqueue-rechecks";
import { withCron } from "@/lib/http/with-cron";

export const maxDuration = 60;

export const GET = withCron(async () => ({ domains: await enqueueRechecks() }));
