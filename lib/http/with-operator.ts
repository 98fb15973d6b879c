import { isOperator } from "../auth/is-operator";
import { type Tx, withOperatorRole, withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import type { Log } from "../log/logger";
import { addToTrail } from "../log/trail";
import { measured } from "./measured";
import { requirePersonOf } from "./require-person-of";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";

/** What an operator's verb receives: a cross-organization transaction. */
export type OperatorContext = { operatorId: string; tx: Tx; log: Log; requestId: string };

/** A handler of the operator console. Everybody else gets 404: nobody learns that the console is here. */
export function withOperator<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B>,
  handler: (call: Input<P, Q, B> & { ctx: OperatorContext; request: Request }) => Promise<Answer>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "operator", async (requestId, log, headers) => {
      requireSameOrigin(request);
      const person = await requirePersonOf(request, headers);
      addToTrail({ actor_id: person.id });
      await requireOperator(person.id);
      const input = await parseInput(request, route, shape);
      return withOperatorRole(
        (tx) =>
          handler({
            ...input,
            request,
            ctx: { operatorId: person.id, tx, requestId, log },
          }),
        { userId: person.id },
      );
    }),
  );
}

/** Throws `not_found` unless the person is platform staff. */
export async function requireOperator(userId: string): Promise<void> {
  if (!(await withoutTenant((tx) => isOperator(tx, userId))))
    throw new AppError("not_found", "There is nothing at this address.");
}
