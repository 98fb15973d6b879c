import { lookupOf } from "../crypto/lookup";
import { decidingTurn, rateLimitHeaders, refusalOf, type Tier, takeTurn } from "../redis/rate-limit";

/** One count a request costs: the tier, and who is limited, in clear. Redis sees a keyed hash only. */
export type Charge = { tier: Tier; who: string };

/** Counts a request against its tiers, puts the standard headers on the answer, throws `rate_limited` when one refuses. */
export async function limitRequest(charges: readonly Charge[], headers: Headers): Promise<void> {
  const turns = await Promise.all(charges.map(({ tier, who }) => takeTurn(tier, lookupOf("rate_limit", who))));
  const turn = decidingTurn(turns);
  if (!turn) return;
  for (const [name, value] of Object.entries(rateLimitHeaders(turn))) headers.set(name, value);
  if (!turn.allowed) throw refusalOf(turn);
}
