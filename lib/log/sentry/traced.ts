import { after } from "next/server";
import { env } from "../../env";
import { runningSdk } from "./running-sdk";
import { startSdk } from "./start-sdk";

/** Vendors' webhooks are the busiest road and measured by /api/metrics; the scheduler's calls are long by intent. */
const NEVER = new Set(["vendor", "cron"]);

/** A caller may ask to be traced, so the most one process traces is bounded. */
const MOST_PER_SECOND = 20;

let second = 0;
let taken = 0;

/**
 * Measures a request for Sentry when it is one of the sample, joining the trace that a browser of ours began. All others
 * cost one random number. The SDK is loaded after the answer of the first request of the sample, never before one.
 */
export async function traced(
  request: Request,
  caller: string,
  trail: { route: string },
  work: () => Promise<Response>,
): Promise<Response> {
  if (!isSampled(request, caller)) return work();
  const sdk = runningSdk();
  if (!sdk) {
    afterAnswer(() => startSdk().then(() => undefined));
    return work();
  }
  const { headers, method } = request;
  const trace = { sentryTrace: headers.get("sentry-trace") ?? undefined, baggage: headers.get("baggage") ?? undefined };
  return sdk.continueTrace(trace, () =>
    sdk.startSpan(
      {
        name: `${method} ${trail.route}`,
        op: "http.server",
        attributes: { "http.request.method": method, "sentry.source": "route" },
      },
      async (span) => {
        const response = await work();
        sdk.setHttpStatus(span, response.status);
        afterAnswer(() => sdk.flush(2_000).then(() => undefined));
        return response;
      },
    ),
  );
}

function isSampled(request: Request, caller: string): boolean {
  const { SENTRY_DSN, SENTRY_TRACES_SAMPLE_RATE } = env();
  if (!SENTRY_DSN || SENTRY_TRACES_SAMPLE_RATE === 0 || NEVER.has(caller)) return false;
  const asked = request.headers.get("sentry-trace")?.endsWith("-1") ?? false;
  return (asked || Math.random() < SENTRY_TRACES_SAMPLE_RATE) && isWithinBound();
}

function isWithinBound(): boolean {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) [second, taken] = [now, 0];
  taken += 1;
  return taken <= MOST_PER_SECOND;
}

function afterAnswer(work: () => Promise<void>): void {
  try {
    after(work);
  } catch {
    void work();
  }
}
