import { lookupOf } from "../crypto/lookup";
import { AppError } from "../errors";
import { rateLimited } from "../metrics/catalogue";
import type { Turn } from "../redis/sliding-window";
import { takeTurns } from "../redis/take-turns";
import type { Fuse, Tier } from "../redis/tiers";
import { decidingTurn, inWords, rateLimitHeaders, secondsUntil } from "./rate-limit-headers";

/** One count a request costs: the tier, and who is limited, in clear. Redis sees a keyed hash only. */
export type Charge = { tier: Tier; who: string };

/** Counts a request against its tiers, puts the standard headers on the answer, throws `rate_limited` when one refuses. */
export async function limitRequest(charges: readonly Charge[], headers: Headers): Promise<void> {
  const turns = await takeTurns(charges.map(({ tier, who }) => ({ tier, key: keyOf(who) })));
  const turn = decidingTurn(turns);
  const charge = turn && charges[turns.indexOf(turn)];
  if (charge) applyTurn(turn, charge.tier, headers);
}

/** Puts a turn's headers on the answer; counts and throws when it was refused. */
export function applyTurn(turn: Turn, tier: Tier | Fuse, headers: Headers): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(turn))) headers.set(name, value);
  if (turn.allowed) return;
  rateLimited.add([tier]);
  throw refusalOf(turn);
}

// Half of the hash names a key well enough, and Redis keeps many.
function keyOf(who: string): string {
  return lookupOf("rate_limit", who).slice(0, 32);
}

function refusalOf(turn: Turn): AppError {
  const seconds = secondsUntil(turn.reset_at);
  return new AppError("rate_limited", `Too many requests. Try again in ${inWords(seconds)}.`, {
    retry_after_seconds: seconds,
  });
}
