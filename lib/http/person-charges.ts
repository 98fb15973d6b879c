import type { Session } from "../auth/enter-session";
import type { Tier } from "../redis/tiers";
import type { Charge } from "./limit";
import { isRead } from "./request";

type Standing = Pick<Session, "state" | "has_second_factor" | "is_operator">;

/**
 * What a request of a signed-in person costs: a read or a change of their own and, inside an organization, of it.
 * Operators pay nothing, in organizations and outside of them, once their session has shown the second factor.
 * @param extra a tier of the route itself. `live.user` takes the place of the others: a stream must open whatever was read
 */
export function personCharges(
  request: Request,
  caller: { session: Standing; userId: string; membership?: { org_id: string } | undefined },
  extra?: Tier,
): Charge[] {
  const { session, userId, membership } = caller;
  if (actsAsOperator(session)) return [];
  if (extra === "live.user") return [{ tier: extra, who: userId }];
  const own = isRead(request)
    ? ({ user: "api.user.reads", org: "api.organization.reads" } as const)
    : ({ user: "api.user", org: "api.organization" } as const);
  return [
    { tier: own.user, who: userId },
    ...(membership ? [{ tier: own.org, who: membership.org_id }] : []),
    ...(extra ? [{ tier: extra, who: extra === "mails" && membership ? membership.org_id : userId }] : []),
  ];
}

// A password alone makes nobody an operator: whoever guesses at the second factor is counted.
function actsAsOperator({ state, has_second_factor, is_operator }: Standing): boolean {
  return is_operator && has_second_factor && state === "good";
}
