import type { Actor, Context } from "../auth/context";
import type { Permission } from "../auth/permissions";
import { addToTrail } from "../log/trail";
import type { Tier } from "../redis/tiers";
import { clientIp } from "./client-ip";
import { idempotently } from "./idempotency";
import { limitRequest } from "./limit";
import { measured } from "./measured";
import { type Docs, described } from "./operation";
import { orgCaller } from "./org-caller";
import { type AfterCommit, type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";

/** Which bodies ask for proof, whoever sends them, and the permission whose grave scope a key shows instead. */
export type RecentWhen<B> = { when: (body: B, actor: Actor) => boolean; can: Permission };

/**
 * A handler for members of the organization in the path (`/api/v1/orgs/[org]/…`) and for its API keys: known (else 401), of
 * the organization (else 404), permitted by role or scope (else 403), counted against the limits (else 429), input parsed,
 * all work in one tenant transaction. A handler that has to wait for somebody else's server
 * returns a function: it runs when the transaction is over, so that the wait holds no database connection (for reads; a
 * repeated POST cannot be answered from it).
 * `recent` asks for a password or code of the last ten minutes (else 403, `proof_needed`): for credentials, exports, deletion;
 * where only some changes are as grave, `{ when, can }` says which, and what they want beyond `can`.
 * @example export const GET = withOrg({ can: "calls.read", query: ListCalls }, ({ ctx, query }) => listCalls(ctx, query));
 */
export function withOrg<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { can: Permission; tier?: Tier; recent?: boolean | RecentWhen<B>; docs?: Docs },
  handler: (call: Input<P, Q, B> & { ctx: Context; request: Request }) => Promise<Answer | AfterCommit>,
): RouteHandler {
  const sometimes = typeof shape.recent === "object" ? shape.recent : undefined;
  const handle = measured((request, route) =>
    respond(request, "organization", async (requestId, log, headers) => {
      const caller = await orgCaller(request, String((await route.params).org), headers, shape.tier);
      // Before the transaction: whoever waits for a counter must not hold a database connection.
      await limitRequest(caller.charges, headers);
      if (shape.recent === true) await caller.wantRecentProof();
      if (sometimes) await caller.lookForProof();
      const answer = await caller.enter(shape.can, async (tx, { org, actor, requireProof }) => {
        addToTrail({ org_id: org.id });
        const input = await parseInput(request, route, shape);
        if (sometimes?.when(input.body, actor)) requireProof(sometimes.can);
        const ctx: Context = { org, tx, requestId, log, actor, ip: clientIp(request) };
        // Whoever only reads changes nothing twice, and may not keep an answer either.
        const readsOnly = actor.type === "user" && actor.readsOnly;
        const key = request.method === "POST" && !readsOnly ? request.headers.get("idempotency-key") : null;
        const work = () => handler({ ...input, ctx, request });
        return key === null ? work() : idempotently(ctx, key, [new URL(request.url).pathname, input.body], work);
      });
      return typeof answer === "function" ? answer() : answer;
    }),
  );
  const { recent, ...rest } = shape;
  return described(handle, { ...rest, recent: recent === true, sometimes: sometimes?.can, caller: "organization" });
}
