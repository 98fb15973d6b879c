import {
  captureException,
  continueTrace,
  flush,
  getActiveSpan,
  init,
  linkedErrorsIntegration,
  setHttpStatus,
  startSpan,
  withIsolationScope,
} from "@sentry/nextjs";
import { env } from "../../env";
import { scrubbingTransport } from "./scrubbing-transport";

/** What the rest of the server uses of the SDK. */
export const sentry = {
  captureException,
  continueTrace,
  flush,
  getActiveSpan,
  setHttpStatus,
  startSpan,
  withIsolationScope,
};

/**
 * Initialises the SDK for a Node server or for the edge, whichever this is bundled for. Of the wizard's set-up only the
 * client is taken: no patched modules, no OpenTelemetry, no integration that reads requests (decision 049).
 */
export function initServerSdk(): void {
  const { SENTRY_DSN, SENTRY_TRACES_SAMPLE_RATE, FOYER_ENV, VERCEL_GIT_COMMIT_SHA, PUBLIC_BASE_URL } = env();
  // A variable, because the package types `init` for browsers and servers at once.
  const options = {
    dsn: SENTRY_DSN,
    environment: FOYER_ENV,
    release: VERCEL_GIT_COMMIT_SHA,
    defaultIntegrations: false as const,
    // None that leaves out an error like the last one: its reader was given an id, and asks by it.
    integrations: [linkedErrorsIntegration()],
    enableOpenTelemetrySetup: false,
    enableRuntimeChannelInjection: false,
    includeServerName: false,
    traceLifecycle: "static" as const,
    // Which requests are traced is decided before the SDK is asked; see traced.ts.
    tracesSampler: SENTRY_TRACES_SAMPLE_RATE > 0 ? () => 1 : undefined,
    transport: scrubbingTransport(new URL(PUBLIC_BASE_URL).origin),
  };
  init(options);
}
