import type { SignedIn } from "../auth/session";
import { type Tx, withoutTenant } from "../db/tenant";
import type { Log } from "../log/logger";
import { clientIp } from "./client-ip";
import { limitRequest } from "./limit";
import { measured } from "./measured";
import { type Docs, described } from "./operation";
import { personCharges } from "./person-charges";
import { requirePersonOf } from "./require-person-of";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";

/** What a verb of a signed-in person outside an organization receives. */
export type PersonContext = SignedIn & { tx: Tx; log: Log; requestId: string; ip: string };

/**
 * A handler for a signed-in person who is not (yet) inside an organization: founding one, accepting an invitation, the own
 * profile. With `half` also for somebody who has yet to show their second factor: for what leads to it.
 */
export function withUser<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { half?: boolean; docs?: Docs },
  handler: (call: Input<P, Q, B> & { ctx: PersonContext; request: Request }) => Promise<Answer>,
): RouteHandler {
  const handle = measured((request, route) =>
    respond(request, "person", async (requestId, log, headers) => {
      requireSameOrigin(request);
      const { person, session } = await requirePersonOf(request, headers, shape);
      await limitRequest(personCharges(request, { userId: person.id, session }), headers);
      const input = await parseInput(request, route, shape);
      return withoutTenant(
        (tx) => handler({ ...input, request, ctx: { person, session, tx, requestId, log, ip: clientIp(request) } }),
        person.id,
      );
    }),
  );
  return described(handle, { ...shape, caller: "person" });
}
