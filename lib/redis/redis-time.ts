/** What a piece of work has left for Redis, all its questions together. Questions that overlap take their time once. */
export type RedisTime = { left_ms: number; waiting: number; since: number };

/** All questions of a request or page are answered within this, or it goes on without Redis (promise S13). */
const TIME_MS = 150;
/** A busy process may see its timers before an answer that came in time: one more look at the network. */
const GRACE_MS = 20;

/** With another's question on top of one's own: within the 300 ms of S13. */
const JOINED_MS = 260;
/** Who has found Redis late gives it little more. */
const JOINED_LATE_MS = 60;

const times = new WeakMap<object, RedisTime>();
const joiningTimes = new WeakMap<object, RedisTime>();

/** The time of a piece of work (`currentWork`): the same for whoever asks on its behalf. */
export function redisTimeOf(work: object): RedisTime {
  const known = times.get(work) ?? newRedisTime();
  times.set(work, known);
  return known;
}

/** The time of a piece of work for what others are asking Redis already: nearly all of theirs, unless its own is used up. */
export function joiningTimeOf(work: object): RedisTime {
  const left = leftOf(redisTimeOf(work));
  const known = joiningTimes.get(work) ?? {
    ...newRedisTime(),
    left_ms: left > 0 ? JOINED_MS - (TIME_MS - left) : JOINED_LATE_MS,
  };
  joiningTimes.set(work, known);
  return known;
}

export function newRedisTime(): RedisTime {
  return { left_ms: TIME_MS, waiting: 0, since: 0 };
}

export function leftOf({ left_ms, waiting, since }: RedisTime): number {
  return waiting === 0 ? left_ms : left_ms - (performance.now() - since);
}

/** The time is over. `wasWhole`: Redis had all there is, so it is late; who had little left says nothing about Redis. */
export class RedisIsLate extends Error {
  override readonly name = "RedisIsLate";
  constructor(readonly wasWhole: boolean) {
    super("Redis did not answer in time.");
  }
}

/** Waits for an answer while there is time left; rejects with `RedisIsLate` when it is over. */
export async function inTime<T>(time: RedisTime, answer: Promise<T>): Promise<T> {
  const left = Math.max(0, leftOf(time));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timer = setTimeout(() => reject(new RedisIsLate(left === TIME_MS)), left === 0 ? 0 : GRACE_MS);
    }, left);
  });
  if (time.waiting === 0) time.since = performance.now();
  time.waiting += 1;
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    time.waiting -= 1;
    if (time.waiting === 0) time.left_ms -= performance.now() - time.since;
  }
}
