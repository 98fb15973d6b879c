import {
  breadcrumbsIntegration,
  browserTracingIntegration,
  captureException,
  dedupeIntegration,
  eventFiltersIntegration,
  functionToStringIntegration,
  getClient,
  httpContextIntegration,
  init,
  linkedErrorsIntegration,
} from "@sentry/nextjs";
import { scrubbingTransport } from "@/lib/log/sentry/scrubbing-transport";
import type { MonitoringSettings } from "./monitoring-facts";
import type { Caught } from "./watch";

/** Layout notices that browsers raise as errors. */
const NOISE = [/^ResizeObserver loop/, /^Non-Error promise rejection captured/];

/** Initialises Sentry in the browser and returns what reports an error to it. Everything goes to our own address. */
export function startReporting(settings: MonitoringSettings): (caught: Caught) => void {
  init({
    dsn: settings.dsn,
    tunnel: "/api/envelopes",
    environment: settings.environment,
    release: settings.release,
    defaultIntegrations: false,
    integrations: [
      eventFiltersIntegration(),
      functionToStringIntegration(),
      breadcrumbsIntegration({ dom: true, fetch: true, history: true, xhr: false }),
      linkedErrorsIntegration(),
      dedupeIntegration(),
      httpContextIntegration(),
      ...(settings.traces_sample_rate > 0 ? [browserTracingIntegration()] : []),
    ],
    ignoreErrors: NOISE,
    traceLifecycle: "static",
    tracesSampleRate: settings.traces_sample_rate,
    tracePropagationTargets: [/^\/api\//],
    // Only what replay sends: it is started, or not, in start-recording.ts.
    replaysSessionSampleRate: 0,
    replaysOnErrorSampleRate: 1,
    transport: scrubbingTransport(location.origin),
  });
  getClient()?.addEventProcessor((event) => ({ ...event, tags: { ...event.tags, ...ids(), runtime: "browser" } }));
  return ({ error, id, boundary }) => {
    captureException(error, {
      event_id: id,
      mechanism: { type: boundary ?? "generic", handled: boundary !== "window" && boundary !== "promise" },
      captureContext: { tags: { boundary } },
    });
  };
}

// Both stand in the head: the organization of the page that is shown, the request that loaded the application.
function ids(): Record<string, string> {
  const read = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="foyer:${name}"]`)?.content;
  const [org, request] = [read("org"), read("request")];
  return { ...(org ? { org_id: org } : {}), ...(request ? { request_id: request } : {}) };
}
