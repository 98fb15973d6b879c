import { lookupOf } from "../crypto/lookup";
import { AppError } from "../errors";
import { rateLimited } from "../metrics/catalogue";
import type { Turn } from "../redis/sliding-window";
import { type Count, takeTurns } from "../redis/take-turns";
import type { Fuse, Tier } from "../redis/tiers";
import { decidingTurn, inWords, rateLimitHeaders, secondsUntil } from "./rate-limit-headers";
import type { AnswerHeaders } from "./respond";

/** One count a request costs: the tier, who is limited, in clear, and a lower figure of their own. Redis sees a keyed hash only. */
export type Charge = { tier: Tier; who: string; limit?: number | undefined };

/** Counts a request against its tiers, puts the standard headers on the answer, throws `rate_limited` when one refuses. */
export async function limitRequest(charges: readonly Charge[], headers: AnswerHeaders): Promise<void> {
  const turns = await takeTurns(charges.map(countOf));
  const turn = decidingTurn(turns);
  const charge = turn && charges[turns.indexOf(turn)];
  if (charge) applyTurn(turn, charge.tier, headers);
}

/** Puts a turn's headers on the answer; counts and throws when it was refused. */
export function applyTurn(turn: Turn, tier: Tier | Fuse, headers: AnswerHeaders): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(turn))) headers.set(name, value);
  if (turn.allowed) return;
  rateLimited.add([tier]);
  throw refusalOf(turn);
}

/** A charge as the counters know it. Half of the hash names a key well enough, and Redis keeps many. */
export function countOf({ tier, who, limit }: Charge): Count {
  return { tier, key: lookupOf("rate_limit", who).slice(0, 32), limit };
}

function refusalOf(turn: Turn): AppError {
  const seconds = secondsUntil(turn.reset_at);
  return new AppError("rate_limited", `Too many requests. Try again in ${inWords(seconds)}.`, {
    retry_after_seconds: seconds,
  });
}
