import { Ratelimit } from "@upstash/ratelimit";
import { AppError } from "../errors";
import { askRedis } from "./ask-redis";
import { REDIS_TIMEOUT_MS, redis } from "./client";
import { takeFromMemory } from "./memory-window";

/**
 * Every limit in one table: `limit` requests of one key in a sliding window. The sign-in family is limited by account
 * and address together (the honest guesser's figure), by account alone (many addresses, one victim) and by address
 * alone (one address, many victims; wide enough for an office behind one router).
 */
export const tiers = {
  "auth.attempt": { limit: 5, window_ms: 60_000 },
  "auth.account": { limit: 20, window_ms: 60_000 },
  "auth.address": { limit: 300, window_ms: 300_000 },
} as const satisfies Record<string, { limit: number; window_ms: number }>;

export type Tier = keyof typeof tiers;

/** One request counted against a tier. `reset_at` is in milliseconds since 1970. */
export type Turn = { allowed: boolean; limit: number; remaining: number; reset_at: number; window_ms: number };

/**
 * Counts a request. While Redis is away each server process counts for itself, so that nobody is locked out and
 * guessing stays slow; the limit then holds per process.
 * @param key who is limited: an id or a keyed hash, never an address or number in clear
 */
export function takeTurn(tier: Tier, key: string): Promise<Turn> {
  const { limit, window_ms } = tiers[tier];
  return askRedis(
    async () => {
      const answer = await limiter(tier).limit(key);
      await answer.pending;
      if (answer.reason === "timeout") throw new Error("Redis did not answer in time.");
      return {
        allowed: answer.success,
        limit,
        remaining: Math.max(0, answer.remaining),
        reset_at: answer.reset,
        window_ms,
      };
    },
    () => ({ ...takeFromMemory(`${tier}:${key}`, limit, window_ms), limit, window_ms }),
  );
}

/** Of several turns the one that decides: a refused one that lasts longest, else the one with the least left. */
export function decidingTurn(turns: readonly Turn[]): Turn | undefined {
  const refused = turns.filter((turn) => !turn.allowed).toSorted((a, b) => b.reset_at - a.reset_at);
  return refused[0] ?? turns.toSorted((a, b) => a.remaining - b.remaining)[0];
}

/** The standard headers of a turn, `Retry-After` included when it was refused. */
export function rateLimitHeaders(turn: Turn, now = Date.now()): Record<string, string> {
  const seconds = Math.max(1, Math.ceil((turn.reset_at - now) / 1000));
  return {
    "ratelimit-limit": String(turn.limit),
    "ratelimit-remaining": String(turn.remaining),
    "ratelimit-reset": String(seconds),
    "ratelimit-policy": `${turn.limit};w=${Math.round(turn.window_ms / 1000)}`,
    ...(turn.allowed ? {} : { "retry-after": String(seconds) }),
  };
}

/** The refusal of a turn, in words. */
export function refusalOf(turn: Turn, now = Date.now()): AppError {
  const seconds = Math.max(1, Math.ceil((turn.reset_at - now) / 1000));
  return new AppError("rate_limited", `Too many attempts. Try again in ${inWords(seconds)}.`, {
    retry_after_seconds: seconds,
  });
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

const limiters = new Map<Tier, Ratelimit>();

function limiter(tier: Tier): Ratelimit {
  let made = limiters.get(tier);
  if (!made) {
    const { limit, window_ms } = tiers[tier];
    made = new Ratelimit({
      redis: redis(),
      limiter: Ratelimit.slidingWindow(limit, `${window_ms} ms`),
      prefix: `limit:${tier}`,
      timeout: REDIS_TIMEOUT_MS,
      analytics: false,
    });
    limiters.set(tier, made);
  }
  return made;
}
