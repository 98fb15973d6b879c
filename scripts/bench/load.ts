import autocannon from "autocannon";
import type { SignedBody } from "./bench-agent";

export type LoadResult = {
  requests_per_second: number;
  p50_ms: number;
  p99_ms: number;
  answered: number;
  failed: number;
};

/**
 * Sends signed bodies and measures what comes back.
 * @param options rate is requests per second in all; without it every connection sends as fast as it is answered.
 *   With again, bodies may be sent more than once: for a route that does not read them.
 */
export async function load(
  url: string,
  bodies: SignedBody[],
  options: { connections: number; seconds: number; rate?: number; again?: boolean },
): Promise<LoadResult> {
  let next = 0;
  const result = await autocannon({
    url,
    method: "POST",
    connections: options.connections,
    duration: options.seconds,
    ...(options.rate ? { overallRate: options.rate } : {}),
    requests: [
      {
        setupRequest: (request) => {
          const signed = bodies[next++ % bodies.length];
          return signed
            ? { ...request, body: signed.body, headers: { ...request.headers, ...signed.headers } }
            : request;
        },
      },
    ],
  });
  if (next > bodies.length && !options.again)
    throw new Error(`${next} requests for ${bodies.length} bodies: make more, or the last are duplicates`);
  return {
    requests_per_second: result.requests.average,
    p50_ms: result.latency.p50,
    p99_ms: result.latency.p99,
    answered: result["2xx"],
    failed: result.non2xx + result.errors,
  };
}
