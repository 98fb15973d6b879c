import { operatorStanding } from "../auth/operator-standing";
import { requireRecentProof } from "../auth/require-recent-proof";
import { refusalOf } from "../db/refusal-of";
import { type Reader, type Tx, withOperatorRole, withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import type { Log } from "../log/logger";
import { limitRequest } from "./limit";
import { measured } from "./measured";
import { requireOperatorNetwork } from "./operator-network";
import { personCharges } from "./person-charges";
import { requirePersonOf } from "./require-person-of";
import { type Answer, type AnswerHeaders, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";

/** What an operator's verb receives: a cross-organization transaction. */
export type OperatorContext = { operatorId: string; tx: Tx; log: Log; requestId: string };

/**
 * A handler of the operator console. Everybody else gets 404: nobody learns that the console is here. An operator's
 * session that has not shown the second factor gets 403.
 * `recent` asks for a code of the last ten minutes (else 403, `proof_needed`).
 */
export function withOperator<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { recent?: boolean },
  handler: (call: Input<P, Q, B> & { ctx: OperatorContext; request: Request }) => Promise<Answer>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "operator", async (requestId, log, headers) => {
      const operator = await operatorOf(request, headers, shape.recent);
      const input = await parseInput(request, route, shape);
      return withOperatorRole(
        (tx) =>
          handler({
            ...input,
            request,
            ctx: { operatorId: operator.userId, tx, requestId, log },
          }),
        { operator },
      );
    }),
  );
}

/**
 * The operator who asks. Throws `not_found` for everybody else, and `forbidden` until the session has shown the second factor.
 * @param recent whether their password or code has to be from the last ten minutes
 */
export async function operatorOf(request: Request, headers: AnswerHeaders, recent = false): Promise<Reader> {
  requireSameOrigin(request);
  const { person, session } = await requirePersonOf(request, headers, { half: true });
  // Free for staff. Whoever is not pays like everywhere: finding out asks the database.
  await limitRequest(personCharges(request, { userId: person.id, session }), headers);
  requireOperatorNetwork(request);
  const operator = { userId: person.id, sessionId: session.id };
  await requireOperator(operator);
  if (recent) await requireRecentProof({ person, session });
  return operator;
}

/** Throws `not_found` unless the person is platform staff, and `forbidden` until their session has shown the second factor. */
export async function requireOperator(reader: Reader): Promise<void> {
  const standing = await withoutTenant((tx) => operatorStanding(tx, reader));
  if (standing === "none") throw new AppError("not_found", "There is nothing at this address.");
  if (standing !== "good") throw refusalOf(standing);
}
