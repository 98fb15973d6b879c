import { equalInConstantTime } from "../crypto/compare";
import { env } from "../env";
import { AppError } from "../errors";
import type { Log } from "../log/logger";
import { measured } from "./measured";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";

/** A handler for monitors, which prove themselves with `Authorization: Bearer MONITOR_KEY`. */
export function withMonitor<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B>,
  handler: (call: Input<P, Q, B> & { request: Request; requestId: string; log: Log }) => Promise<Answer>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "monitor", async (requestId, log) => {
      requireMonitor(request);
      return handler({ ...(await parseInput(request, route, shape)), request, requestId, log });
    }),
  );
}

/** Throws `unauthenticated` unless the request shows the monitors' key. */
export function requireMonitor(request: Request): void {
  const given = request.headers.get("authorization") ?? "";
  if (!equalInConstantTime(given, `Bearer ${env().MONITOR_KEY}`))
    throw new AppError("unauthenticated", "This needs the key of the monitors.");
}
