import type { Log } from "../log/logger";
import { applyTurn, type Charge, limitRequest } from "./limit";
import { measured } from "./measured";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";
import { takeAddressTurn } from "./take-address-turn";

/** A handler for anyone: health, sign-in, public links. It sees no tenant row unless it proves who it acts for. */
export function withPublic<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { limit?: (request: Request, input: Input<P, Q, B>) => readonly Charge[] },
  handler: (call: Input<P, Q, B> & { request: Request; requestId: string; log: Log }) => Promise<Answer>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "public", async (requestId, log, headers) => {
      applyTurn(takeAddressTurn(request), "address", headers);
      requireSameOrigin(request);
      const input = await parseInput(request, route, shape);
      if (shape.limit) await limitRequest(shape.limit(request, input), headers);
      return handler({ ...input, request, requestId, log });
    }),
  );
}
