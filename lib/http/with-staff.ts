import type { Context } from "../auth/context";
import { asStaffIn } from "../db/staff";
import type { Reader } from "../db/tenant";
import type { Log } from "../log/logger";
import { addToTrail } from "../log/trail";
import { clientIp } from "./client-ip";
import { measured } from "./measured";
import { type Answer, respond } from "./respond";
import { type Input, parseInput, type RouteHandler, type Shape } from "./route";
import { operatorOf } from "./with-operator";

/** An operator in a request that changes organizations: their session, and what an act is written down with. */
export type StaffContext = {
  staff: Reader;
  log: Log;
  requestId: string;
  ip: string;
  /** One transaction in one organization; what is done there stands in its own history, as an operator's act. */
  inOrganization<T>(orgId: string, work: (ctx: Context) => Promise<T>): Promise<T>;
};

/**
 * A handler of the console that changes whole organizations. As `withOperator`, without a transaction of its own; `recent` asks
 * for a password or code of the last ten minutes (else 403, `proof_needed`).
 */
export function withStaff<P = undefined, Q = undefined, B = undefined>(
  shape: Shape<P, Q, B> & { recent?: boolean },
  handler: (call: Input<P, Q, B> & { ctx: StaffContext; request: Request }) => Promise<Answer>,
): RouteHandler {
  return measured((request, route) =>
    respond(request, "operator", async (requestId, log, headers) => {
      const staff = await operatorOf(request, headers, shape.recent);
      const input = await parseInput(request, route, shape);
      return handler({ ...input, request, ctx: staffContext(staff, { log, requestId, ip: clientIp(request) }) });
    }),
  );
}

function staffContext(staff: Reader, act: { log: Log; requestId: string; ip: string }): StaffContext {
  return {
    ...act,
    staff,
    inOrganization: (orgId, work) =>
      asStaffIn(staff, orgId, (tx, org) => {
        addToTrail({ org_id: org.id });
        return work({ ...act, org, tx, actor: { type: "operator", id: staff.userId } });
      }),
  };
}
