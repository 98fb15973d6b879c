const MOST_KEYS = 10_000;

let windows = new Map<string, { started: number; used: number }>();

/**
 * A fixed window in this process, for the time Redis is away. Holds at most 10,000 keys: older ones are forgotten first.
 * @returns whether the request may pass, what is left, and when the window ends (ms since 1970)
 */
export function takeFromMemory(
  key: string,
  limit: number,
  window_ms: number,
  now = Date.now(),
): { allowed: boolean; remaining: number; reset_at: number } {
  const known = windows.get(key);
  const current = known && now - known.started < window_ms ? known : { started: now, used: 0 };
  current.used += 1;
  windows.delete(key);
  windows.set(key, current);
  if (windows.size > MOST_KEYS) windows = new Map([...windows].slice(-MOST_KEYS / 2));
  return {
    allowed: current.used <= limit,
    remaining: Math.max(0, limit - current.used),
    reset_at: current.started + window_ms,
  };
}
