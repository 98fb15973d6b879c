import { after } from "next/server";
import { env } from "../../env";
import type { Trail } from "../trail";
import { runningSdk, type Sdk } from "./running-sdk";
import { startSdk } from "./start-sdk";

/** Vendors' webhooks are the busiest road and measured by /api/metrics; the scheduler's calls are long by intent. */
const NEVER = new Set(["vendor", "cron"]);

/** A caller may ask to be traced, so the most one process traces is bounded. */
const MOST_PER_SECOND = 20;

let second = 0;
let taken = 0;

/** What is measured: under its pattern, with the ids of whoever's work it turns out to be. */
type Measured = { method: string; headers: Pick<Headers, "get">; trail: Trail & { route: string } };

/**
 * Measures a request for Sentry when it is one of the sample, joining the trace that a browser of ours began. All others
 * cost one random number. The SDK is loaded after the answer of the first request of the sample, never before one.
 */
export async function traced(
  { method, headers }: Request,
  caller: string,
  trail: Measured["trail"],
  work: () => Promise<Response>,
): Promise<Response> {
  if (!isTracing() || NEVER.has(caller) || !isSampled(headers)) return work();
  return asTransaction({ method, headers, trail }, work, ({ status }) => status);
}

/**
 * The same for what a page reads. While nothing is traced, not even the request's headers are asked for.
 * @param trail of the page's request alone
 * @param statusOf what the page answers when it is left by throwing: a redirect is no failure
 */
export async function tracedPage<T>(
  trail: Measured["trail"],
  headersOf: () => Promise<Measured["headers"]>,
  read: () => Promise<T>,
  statusOf: (thrown: unknown) => number,
): Promise<T> {
  if (!isTracing()) return read();
  const headers = await headersOf();
  if (!isSampled(headers)) return read();
  // Given back and thrown afterwards: what the SDK sees thrown, it calls a failure.
  const left = async () => read().then(given, (thrown: unknown) => ({ thrown, status: statusOf(thrown) }));
  const outcome = await asTransaction({ method: "GET", headers, trail }, left, ({ status }) => status);
  if ("thrown" in outcome) throw outcome.thrown;
  return outcome.value;
}

function given<T>(value: T): { value: T; status: number } {
  return { value, status: 200 };
}

async function asTransaction<T>(
  measured: Measured,
  work: () => Promise<T>,
  statusOf: (outcome: T) => number,
): Promise<T> {
  const sdk = runningSdk();
  if (!sdk) {
    afterAnswer(() => startSdk().then(() => undefined));
    return work();
  }
  return inTransaction(sdk, measured, async (say) => {
    const outcome = await work();
    say(statusOf(outcome));
    afterAnswer(() => sdk.flush(2_000).then(() => undefined));
    return outcome;
  });
}

/** One transaction with the tags of its own work: a scope of its own, since other requests are under way meanwhile. */
function inTransaction<T>(
  sdk: Sdk,
  { method, headers, trail }: Measured,
  work: (say: (status: number) => void) => Promise<T>,
): Promise<T> {
  const trace = { sentryTrace: headers.get("sentry-trace") ?? undefined, baggage: headers.get("baggage") ?? undefined };
  const span = {
    name: `${method} ${trail.route}`,
    op: "http.server",
    attributes: { "http.request.method": method, "sentry.source": "route" },
  };
  return sdk.withIsolationScope((scope) =>
    sdk.continueTrace(trace, () =>
      sdk.startSpan(span, (running) =>
        work((status) => {
          sdk.setHttpStatus(running, status);
          // Known only now: the organization is found on the way.
          scope.setTags({ request_id: trail.request_id, org_id: trail.org_id, route: trail.route });
        }),
      ),
    ),
  );
}

function isTracing(): boolean {
  const { SENTRY_DSN, SENTRY_TRACES_SAMPLE_RATE } = env();
  return SENTRY_DSN !== undefined && SENTRY_TRACES_SAMPLE_RATE > 0;
}

function isSampled(headers: Measured["headers"]): boolean {
  const asked = headers.get("sentry-trace")?.endsWith("-1") ?? false;
  return (asked || Math.random() < env().SENTRY_TRACES_SAMPLE_RATE) && isWithinBound();
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
