import type { EnteredKey } from "../db/tenant";
import type { Tier } from "../redis/tiers";
import type { Charge } from "./limit";
import { isRead } from "./request";

/**
 * What a request of an API key costs: one of the key's own, and one of what all keys of its organization may together.
 * @param extra a tier of the route itself; `live.user` takes the place of the others, as it does for people
 */
export function keyCharges(
  request: Request,
  { key_id, org, requests_per_minute }: Pick<EnteredKey, "key_id" | "org" | "requests_per_minute">,
  extra?: Tier,
): Charge[] {
  if (extra === "live.user") return [{ tier: extra, who: key_id }];
  const own: Charge = { tier: "api.key", who: key_id, limit: requests_per_minute ?? undefined };
  return [
    own,
    ...(isRead(request)
      ? ([{ tier: "api.keys.reads", who: org.id }] as const)
      : ([
          { tier: "api.key.changes", who: key_id },
          { tier: "api.keys", who: org.id },
        ] as const)),
    ...(extra ? [{ tier: extra, who: org.id }] : []),
  ];
}
