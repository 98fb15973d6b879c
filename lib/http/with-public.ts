import type { Log } from "../log/logger";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteArguments, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";

/** A handler for anyone: health, sign-in, public links. It sees no tenant row unless it proves who it acts for. */
export function withPublic<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B>,
  handler: (call: Input<P, Q, B> & { request: Request; requestId: string; log: Log }) => Promise<Answer>,
): RouteHandler {
  return (request: Request, route: RouteArguments) =>
    respond(request, "public", async (requestId, log) => {
      requireSameOrigin(request);
      return handler({ ...(await parseInput(request, route, shape)), request, requestId, log });
    });
}
