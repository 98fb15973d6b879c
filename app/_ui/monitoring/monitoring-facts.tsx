import { headers } from "next/headers";
import { env } from "@/lib/env";

/** What the browser's monitoring works by. Without a DSN errors stay in its console; without analytics nothing is counted. */
export type MonitoringSettings = {
  dsn?: string;
  environment: string;
  release?: string;
  traces_sample_rate: number;
  replay_sample_rate: number;
  web_analytics: boolean;
};

/** Tells the browser, as elements of the head, what it may report and by which id this page is found in the log. */
export async function MonitoringFacts() {
  const values = env();
  if (!values.SENTRY_DSN && values.WEB_ANALYTICS === "off") return null;
  const settings: MonitoringSettings = {
    dsn: values.SENTRY_DSN,
    environment: values.FOYER_ENV,
    release: values.VERCEL_GIT_COMMIT_SHA,
    traces_sample_rate: values.SENTRY_TRACES_SAMPLE_RATE,
    replay_sample_rate: values.SENTRY_REPLAY_SAMPLE_RATE,
    web_analytics: values.WEB_ANALYTICS === "on",
  };
  const requestId = (await headers()).get("x-request-id");
  return (
    <>
      <meta name="foyer:monitoring" content={JSON.stringify(settings)} />
      {requestId ? <meta name="foyer:request" content={requestId} /> : null}
    </>
  );
}
