import { remindOfKeys } from "@/lib/api-keys/remind-of-keys";
import { withCron } from "@/lib/http/with-cron";

export const maxDuration = 60;

export const GET = withCron(({ log }) => remindOfKeys(log));
