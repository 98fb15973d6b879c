import { anchorHeads } from "@/lib/audit/anchor-heads";
import { withCron } from "@/lib/http/with-cron";

export const maxDuration = 60;

export const GET = withCron(({ log }) => anchorHeads(log));
