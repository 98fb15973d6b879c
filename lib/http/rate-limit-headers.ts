import type { Turn } from "../redis/sliding-window";

/** Of several turns the one that decides: a refused one that lasts longest, else the one nearest to its limit. */
export function decidingTurn(turns: readonly Turn[]): Turn | undefined {
  const refused = turns.filter((turn) => !turn.allowed).toSorted((a, b) => b.reset_at - a.reset_at);
  return refused[0] ?? turns.toSorted((a, b) => a.remaining / a.limit - b.remaining / b.limit)[0];
}

/**
 * The standard headers of a turn, `Retry-After` included when it was refused; seconds.
 * Source: draft-ietf-httpapi-ratelimit-headers-07
 */
export function rateLimitHeaders(turn: Turn, now = Date.now()): Record<string, string> {
  const seconds = secondsUntil(turn.reset_at, now);
  return {
    "ratelimit-limit": String(turn.limit),
    "ratelimit-remaining": String(turn.remaining),
    "ratelimit-reset": String(seconds),
    "ratelimit-policy": `${turn.limit};w=${Math.round(turn.window_ms / 1000)}`,
    ...(turn.allowed ? {} : { "retry-after": String(seconds) }),
  };
}

/** Whole seconds until an instant, at least one. */
export function secondsUntil(instant: number, now = Date.now()): number {
  return Math.max(1, Math.ceil((instant - now) / 1000));
}

/** A span of seconds as a person reads it. */
export function inWords(seconds: number): string {
  if (seconds === 1) return "a second";
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
