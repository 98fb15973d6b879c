import type { Role } from "../db/tenant";
import type { Tier } from "../redis/tiers";
import type { Charge } from "./limit";
import { isRead } from "./request";

/**
 * What a request of a signed-in person costs: a read or a change of their own and, inside an organization, of it.
 * Operators pay nothing.
 * @param extra a tier of the route itself. `live.user` takes the place of the others: a stream must open whatever was read
 */
export function personCharges(
  request: Request,
  caller: { userId: string; membership?: { org_id: string; role: Role } | undefined },
  extra?: Tier,
): Charge[] {
  const { userId, membership } = caller;
  if (membership?.role === "super_admin") return [];
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
