import type { NodeOptions } from "@sentry/nextjs";
import { env } from "../env";

let started: Promise<typeof import("@sentry/nextjs")> | undefined;

/**
 * Tells Sentry of an error that is our fault, when a DSN is configured; the log has it in any case. Sent: the error, our
 * code for it and ids. Never sent: request bodies, headers, cookies, addresses.
 * @param tags ids only, e.g. `{ request_id, org_id }`
 */
export async function reportError(error: unknown, tags: Record<string, string>): Promise<void> {
  if (!env().SENTRY_DSN) return;
  try {
    started ??= start();
    const sentry = await started;
    sentry.captureException(error, { tags });
    await sentry.flush(2_000);
  } catch {
    // Reporting must never be the second failure of a request.
  }
}

// Loaded only where it is configured: the wizard's full set-up costs half of a route's throughput.
async function start() {
  const sentry = await import("@sentry/nextjs");
  const { SENTRY_DSN, FOYER_ENV, VERCEL_GIT_COMMIT_SHA } = env();
  // A variable, because the package types `init` for browsers and servers at once.
  const options: NodeOptions = {
    dsn: SENTRY_DSN,
    environment: FOYER_ENV,
    release: VERCEL_GIT_COMMIT_SHA,
    defaultIntegrations: false,
    integrations: [sentry.dedupeIntegration(), sentry.linkedErrorsIntegration()],
    beforeSend: ({ request: _request, user: _user, server_name: _host, breadcrumbs: _trail, ...event }) => event,
  };
  sentry.init(options);
  return sentry;
}
