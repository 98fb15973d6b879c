import type { Context } from "../auth/context";
import { knownMembership } from "../auth/known-membership";
import { can, type Permission } from "../auth/permissions";
import { withMember } from "../db/tenant";
import { AppError } from "../errors";
import { addToTrail } from "../log/trail";
import type { Tier } from "../redis/tiers";
import { clientIp } from "./client-ip";
import { idempotently } from "./idempotency";
import { limitRequest } from "./limit";
import { measured } from "./measured";
import { personCharges } from "./person-charges";
import { requirePersonOf } from "./require-person-of";
import { type AfterCommit, type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { requireSameOrigin } from "./same-origin";

/**
 * A handler for members of the organization in the path (`/api/v1/orgs/[org]/…`): signed in, member (else 404), permitted
 * (else 403), counted against the limits (else 429), input parsed, all work in one tenant transaction. A handler that has to wait for somebody else's server
 * returns a function: it runs when the transaction is over, so that the wait holds no database connection (for reads; a
 * repeated POST cannot be answered from it).
 * @example export const GET = withOrg({ can: "calls.read", query: ListCalls }, ({ ctx, query }) => listCalls(ctx, query));
 */
export function withOrg<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { can: Permission; tier?: Tier },
  handler: (call: Input<P, Q, B> & { ctx: Context; request: Request }) => Promise<Answer | AfterCommit>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "organization", async (requestId, log, headers) => {
      requireSameOrigin(request);
      const person = await requirePersonOf(request, headers);
      addToTrail({ actor_id: person.id });
      const slug = String((await route.params).org);
      // Before the transaction: whoever waits for a counter must not hold a database connection.
      const membership = await knownMembership(person.id, slug);
      await limitRequest(personCharges(request, { userId: person.id, membership }, shape.tier), headers);
      const answer = await withMember(person.id, slug, async (tx, { org, role }) => {
        addToTrail({ org_id: org.id });
        if (!can(role, shape.can)) {
          throw new AppError(
            "forbidden",
            "Your role does not allow this. An admin of the organization can do it or change your role.",
          );
        }
        const input = await parseInput(request, route, shape);
        const ctx: Context = {
          org,
          tx,
          requestId,
          log,
          actor: { type: "user", id: person.id, role },
          ip: clientIp(request),
        };
        const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
        const work = () => handler({ ...input, ctx, request });
        return key === null ? work() : idempotently(ctx, key, [new URL(request.url).pathname, input.body], work);
      });
      return typeof answer === "function" ? answer() : answer;
    }),
  );
}
