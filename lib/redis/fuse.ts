import { Ratelimit } from "@upstash/ratelimit";
import { askRedis } from "./ask-redis";
import { redis } from "./client";
import type { Turn } from "./sliding-window";
import { type Fuse, fuses } from "./tiers";

/** What this process knows of one key in one window: its own count, how much of it Redis was told, what the others told. */
type Known = { window: number; own: number; told: number; others: number; telling: boolean };

/** A key that used this share of its limit is fast: from here on Redis is told, … */
const FAST = 1 / 50;
/** … whenever another such share of the limit has come together. */
const STEP = 1 / 200;

const MOST_KEYS = 10_000;

let keys = new Map<string, Known>();

/**
 * Counts a request against a fuse without waiting for anybody, in windows that begin at multiples of their length. What a
 * key did in other processes is known as of the last exchange with Redis: together they may admit a percent more than the
 * limit; alone it is exact.
 * @param key who is limited, in clear: it stays in this process
 * @param nameOf the key as Redis may see it, asked for only when the key is fast
 * @returns `told` settles when Redis has been told, for runtimes that end with the answer
 */
export function takeFuse(
  fuse: Fuse,
  key: string,
  nameOf: (key: string) => string | Promise<string>,
  now = Date.now(),
): Turn & { told?: Promise<void> } {
  const { limit, window_ms } = fuses[fuse];
  const window = Math.floor(now / window_ms);
  const known = knownOf(`${fuse}:${key}`, window);
  const allowed = known.own + known.others < limit;
  if (allowed) known.own += 1;
  const remaining = Math.max(0, limit - known.own - known.others);
  const turn = { allowed, limit, remaining, reset_at: (window + 1) * window_ms, window_ms };
  const isDue = known.own > limit * FAST && known.own - known.told >= limit * STEP && !known.telling;
  return isDue ? { ...turn, told: tell(fuse, known, nameOf(key)) } : turn;
}

function knownOf(name: string, window: number): Known {
  const known = keys.get(name);
  if (known?.window === window) return known;
  const fresh: Known = { window, own: 0, told: 0, others: 0, telling: false };
  keys.delete(name);
  keys.set(name, fresh);
  if (keys.size > MOST_KEYS) keys = new Map([...keys].slice(-MOST_KEYS / 2));
  return fresh;
}

async function tell(fuse: Fuse, known: Known, name: string | Promise<string>): Promise<void> {
  known.telling = true;
  const { own, window } = known;
  const key = `${await name}:${window}`;
  await askRedis(
    async () => {
      const answer = await shared(fuse).limit(key, { rate: own - known.told });
      if (answer.reason === "timeout") throw new Error("Redis did not answer in time.");
      known.told = own;
      known.others = Math.max(0, answer.limit - answer.remaining - own);
    },
    // Without Redis this process counts alone.
    () => undefined,
  );
  known.telling = false;
}

const limiters = new Map<Fuse, Ratelimit>();

// The window that all processes fill together. What this process may do, it decides by itself.
function shared(fuse: Fuse): Ratelimit {
  const { limit, window_ms } = fuses[fuse];
  const known = limiters.get(fuse);
  if (known) return known;
  const made = new Ratelimit({
    redis: redis(),
    prefix: `fuse:${fuse}`,
    limiter: Ratelimit.fixedWindow(limit, `${window_ms} ms`),
    ephemeralCache: false,
    analytics: false,
  });
  limiters.set(fuse, made);
  return made;
}
