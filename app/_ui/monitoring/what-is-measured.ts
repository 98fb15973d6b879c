import { env } from "@/lib/env";

/** What this deployment measures of those who have nothing against it. */
export type Measured = { visits: boolean; recordings: boolean };

/** Visits where analytics are on; the minute before an error where errors are reported and recordings are sampled. */
export function whatIsMeasured(): Measured {
  const { WEB_ANALYTICS, SENTRY_DSN, SENTRY_REPLAY_SAMPLE_RATE } = env();
  return { visits: WEB_ANALYTICS === "on", recordings: Boolean(SENTRY_DSN) && SENTRY_REPLAY_SAMPLE_RATE > 0 };
}
