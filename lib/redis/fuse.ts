import { Ratelimit } from "@upstash/ratelimit";
import { tellRedis } from "./ask-redis";
import { redis } from "./client";
import { addTo, inBucket, type RollingCount, rollingCount, rollTo } from "./rolling-count";
import { BUCKETS, bucketsAt, type Turn } from "./sliding-window";
import { type Fuse, fuses } from "./tiers";

/** What this process knows of one key: its own count, how much of it Redis was told, and what the others had told by then. */
type Known = { own: RollingCount; told: RollingCount; others: { load: number; at: number }; telling: boolean };

/** A key that used this share of its limit is fast: from here on Redis is told, … */
const FAST = 1 / 50;
/** … whenever another such share of the limit has come together. */
const STEP = 1 / 200;

const MOST_KEYS = 10_000;

let keys = new Map<string, Known>();

/**
 * Counts a request against a fuse without waiting for anybody, in a sliding window. What a key did in other processes is
 * known as of the last exchange with Redis, and counts less as the window slides on: together they may admit more than the
 * limit, alone exactly as much.
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
  const { newest, bucket_ms } = bucketsAt(fuses[fuse], now);
  const known = knownOf(`${fuse}:${key}`, newest);
  const { own, told, others } = known;
  const before = own.load + Math.ceil(others.load * Math.max(0, 1 - (now - others.at) / window_ms));
  const allowed = before < limit;
  if (allowed) addTo(own, newest, 1);
  const last = allowed ? newest : leavingFirst(own, before - limit + 1);
  const turn: Turn = {
    allowed,
    limit,
    remaining: Math.max(0, limit - before - 1),
    reset_at: Math.ceil((last + BUCKETS + 1) * bucket_ms),
    window_ms,
  };
  const isDue = own.load > limit * FAST && own.load - told.load >= limit * STEP && !known.telling;
  return isDue ? { ...turn, told: tell(fuse, known, now, () => nameOf(key)) } : turn;
}

function knownOf(name: string, newest: number): Known {
  const known = keys.get(name);
  if (known && newest <= known.own.newest) return known;
  const renewed = known ?? {
    ...{ own: rollingCount(newest), told: rollingCount(newest), others: { load: 0, at: 0 } },
    telling: false,
  };
  for (const count of [renewed.own, renewed.told]) rollTo(count, newest);
  keys.delete(name);
  keys.set(name, renewed);
  if (keys.size > MOST_KEYS) keys = new Map([...keys].slice(-MOST_KEYS / 2));
  return renewed;
}

// The bucket with which at least `excess` requests of this process will have slid out.
function leavingFirst(own: RollingCount, excess: number): number {
  let gone = 0;
  for (let bucket = own.newest - BUCKETS; bucket < own.newest; bucket++) {
    gone += inBucket(own, bucket);
    if (gone >= excess) return bucket;
  }
  return own.newest;
}

async function tell(fuse: Fuse, known: Known, now: number, name: () => string | Promise<string>): Promise<void> {
  known.telling = true;
  const { limit } = fuses[fuse];
  const own = { ...known.own, requests: [...known.own.requests] };
  // Without Redis this process counts alone.
  await tellRedis(async () => {
    const answer = await shared(fuse).limit(await name(), { rate: own.load - known.told.load });
    if (answer.reason === "timeout") throw new Error("Redis did not answer in time.");
    known.told = own;
    known.others = { load: Math.max(0, limit - Math.max(0, answer.remaining) - own.load), at: now };
  });
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
    limiter: Ratelimit.slidingWindow(limit, `${window_ms} ms`),
    ephemeralCache: false,
    analytics: false,
  });
  limiters.set(fuse, made);
  return made;
}
