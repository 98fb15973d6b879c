import { httpDuration, httpRequests } from "../metrics/catalogue";
import { gauges } from "../metrics/instance";
import { foldWhenDue } from "../metrics/observe";
import type { CounterSeries, HistogramSeries } from "../metrics/series";
import type { RouteArguments, RouteHandler } from "./route";

type Lines = { duration: HistogramSeries; byStatus: Map<number, CounterSeries> };

/**
 * Counts and times a handler's answers under its route pattern. A handler belongs to one route, so the pattern is worked
 * out once; from then on a request costs two readings of the clock and two additions.
 */
export function measured(handler: RouteHandler): RouteHandler {
  const known = new Map<string, Lines>();
  return async (request, route) => {
    const started = performance.now();
    gauges.requests_in_flight += 1;
    let status = 500;
    try {
      const response = await handler(request, route);
      status = response.status;
      return response;
    } finally {
      const took = performance.now() - started;
      gauges.requests_in_flight -= 1;
      const lines = known.get(request.method);
      if (lines) record(lines, request.method, status, took);
      else void firstOf(known, request, route, status, took);
      foldWhenDue();
    }
  };
}

function record(lines: Lines, method: string, status: number, took: number): void {
  const line =
    lines.byStatus.get(status) ?? httpRequests.line([lines.duration.labels[0] ?? "", method, String(status)]);
  lines.byStatus.set(status, line);
  line.value += 1;
  httpDuration.observeLine(lines.duration, took);
}

async function firstOf(
  known: Map<string, Lines>,
  request: Request,
  route: RouteArguments,
  status: number,
  took: number,
): Promise<void> {
  const pattern = patternOf(new URL(request.url).pathname, await route.params);
  const lines = { duration: httpDuration.line([pattern ?? "(ambiguous)", request.method]), byStatus: new Map() };
  if (pattern) known.set(request.method, lines);
  record(lines, request.method, status, took);
}

/**
 * A path with its parameters' values replaced by their names: `/api/v1/orgs/lakeside/calls` with `{ org: "lakeside" }` is
 * `/api/v1/orgs/[org]/calls`. Undefined where a value occurs twice and could stand in either place.
 */
export function patternOf(path: string, params: Record<string, string | string[]> = {}): string | undefined {
  const segments = path.split("/").map(decoded);
  const pattern = [...segments];
  for (const [name, value] of Object.entries(params)) {
    const parts = [value].flat();
    const first = parts[0];
    if (first === undefined) continue;
    if (segments.filter((segment) => segment === first).length !== 1) return undefined;
    pattern.splice(pattern.indexOf(first), parts.length, Array.isArray(value) ? `[...${name}]` : `[${name}]`);
  }
  return pattern.join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
