import { z } from "zod";
import { tellRedis } from "./ask-redis";
import type { redis } from "./client";
import { addTo, inBucket, type RollingCount, rollingCount, rollTo } from "./rolling-count";
import { BUCKETS, bucketsAt, type Turn } from "./sliding-window";
import { type Fuse, fuses } from "./tiers";

/** What this process knows of one key: its own count, how much of it Redis was told, what the others told. */
type Known = { own: RollingCount; told: RollingCount; others: RollingCount; telling: boolean };

/** A key that used this share of its limit is fast: from here on Redis is told, … */
const FAST = 1 / 50;
/** … whenever another such share of the limit has come together. */
const STEP = 1 / 200;

const MOST_KEYS = 10_000;

let keys = new Map<string, Known>();

/**
 * Counts a request against a fuse without waiting for anybody, in a sliding window. What a key did in other processes is
 * known as of the last exchange with Redis: together they may admit a percent more than the limit; alone it is exact.
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
  const before = own.load + others.load;
  const allowed = before < limit;
  if (allowed) addTo(own, newest, 1);
  const last = allowed ? newest : leavingFirst(known, before - limit + 1);
  const turn: Turn = {
    allowed,
    limit,
    remaining: Math.max(0, limit - before - 1),
    reset_at: Math.ceil((last + BUCKETS + 1) * bucket_ms),
    window_ms,
  };
  const isDue = own.load > limit * FAST && own.load - told.load >= limit * STEP && !known.telling;
  return isDue ? { ...turn, told: tell(fuse, known, () => nameOf(key)) } : turn;
}

function knownOf(name: string, newest: number): Known {
  const known = keys.get(name);
  if (known && newest <= known.own.newest) return known;
  const renewed = known ?? {
    ...{ own: rollingCount(newest), told: rollingCount(newest), others: rollingCount(newest) },
    telling: false,
  };
  for (const count of [renewed.own, renewed.told, renewed.others]) rollTo(count, newest);
  keys.delete(name);
  keys.set(name, renewed);
  if (keys.size > MOST_KEYS) keys = new Map([...keys].slice(-MOST_KEYS / 2));
  return renewed;
}

// The bucket with which at least `excess` requests will have slid out.
function leavingFirst({ own, others }: Known, excess: number): number {
  let gone = 0;
  for (let bucket = own.newest - BUCKETS; bucket < own.newest; bucket++) {
    gone += inBucket(own, bucket) + inBucket(others, bucket);
    if (gone >= excess) return bucket;
  }
  return own.newest;
}

// KEYS: a hash of the key, bucket → requests of all processes. ARGV: the oldest bucket that counts, how long to keep the
// hash, then buckets and what is new in them. Answers the buckets that count.
const TELL = `
for i = 3, #ARGV, 2 do redis.call("HINCRBY", KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call("PEXPIRE", KEYS[1], ARGV[2])
local fields, counting = redis.call("HGETALL", KEYS[1]), {}
for i = 1, #fields, 2 do
  if tonumber(fields[i]) < tonumber(ARGV[1]) then redis.call("HDEL", KEYS[1], fields[i])
  else
    counting[#counting + 1] = fields[i]
    counting[#counting + 1] = fields[i + 1]
  end
end
return counting`;

const Counting = z.array(z.coerce.number());

let script: ReturnType<ReturnType<typeof redis>["createScript"]> | undefined;

async function tell(fuse: Fuse, known: Known, name: () => string | Promise<string>): Promise<void> {
  known.telling = true;
  // Without Redis this process counts alone.
  await tellRedis(async (client) => {
    script ??= client.createScript(TELL);
    const key = `fuse:${fuse}:${await name()}`;
    const { newest } = known.own;
    const news = newsOf(known);
    const values = [newest - BUCKETS, 2 * fuses[fuse].window_ms, ...news.flat()];
    const counting = Counting.parse(await script.exec([key], values.map(String)));
    for (const [bucket, requests] of news) addTo(known.told, bucket, requests);
    known.others = othersOf(known, counting);
  });
  known.telling = false;
}

/** What this process has counted and not told, by bucket. */
function newsOf({ own, told }: Known): [bucket: number, requests: number][] {
  return bucketsOf(own)
    .map((bucket): [number, number] => [bucket, inBucket(own, bucket) - inBucket(told, bucket)])
    .filter(([, requests]) => requests > 0);
}

// All that Redis knows, without what this process told it.
function othersOf({ own, told }: Known, counting: readonly number[]): RollingCount {
  const others = rollingCount(own.newest);
  const counts = new Set(bucketsOf(own));
  for (let i = 0; i < counting.length; i += 2) {
    const [bucket = 0, requests = 0] = [counting[i], counting[i + 1]];
    if (counts.has(bucket)) addTo(others, bucket, Math.max(0, requests - inBucket(told, bucket)));
  }
  return others;
}

function bucketsOf({ newest }: RollingCount): number[] {
  return Array.from({ length: BUCKETS + 1 }, (_, n) => newest - BUCKETS + n);
}
