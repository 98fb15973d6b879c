import { httpDuration, httpRequests } from "../metrics/catalogue";
import { gauges } from "../metrics/instance";
import { foldWhenDue } from "../metrics/observe";

/**
 * Counts and times what a page reads on the server, under the page's pattern and among the answers of route handlers: to
 * whoever watches, a slow page is as slow as a slow route. What Next draws of it afterwards is not in the time.
 * @param pattern of the page's file, `/[org]/calls`: never the path
 */
export async function measuredPage<T>(pattern: string, read: () => Promise<T>): Promise<T> {
  const started = performance.now();
  gauges.requests_in_flight += 1;
  let status = 200;
  try {
    return await read();
  } catch (thrown) {
    status = statusOfThrown(thrown);
    throw thrown;
  } finally {
    gauges.requests_in_flight -= 1;
    httpRequests.add([pattern, "GET", String(status)]);
    httpDuration.observe([pattern, "GET"], performance.now() - started);
    foldWhenDue();
  }
}

/** Next leaves a page by throwing: `NEXT_REDIRECT;replace;/sign-in;307;`, `NEXT_HTTP_ERROR_FALLBACK;404`. All else is our fault. */
export function statusOfThrown(thrown: unknown): number {
  const digest = thrown instanceof Error && "digest" in thrown ? String(thrown.digest) : "";
  const code = /^NEXT_(?:REDIRECT|HTTP_ERROR_FALLBACK);(?:.*;)?(\d{3});?$/.exec(digest)?.[1];
  return code ? Number(code) : 500;
}
