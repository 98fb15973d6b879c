import { z } from "zod";
import { askRedis } from "./ask-redis";
import { bucketsAt } from "./sliding-window";
import { type Count, nameInRedis, windowOf } from "./take-turns";

/** What a window has admitted, its figure, and when it is empty if nobody asks again (ms since 1970). */
export type Look = { used: number | null; limit: number; window_ms: number; reset_at: number | null };

const Counted = z.record(z.string(), z.coerce.number()).nullable();

/** How full windows are, without counting anything. `used` is null while Redis is away: then others count. */
export async function lookAtTurns(counts: readonly Count[], now = Date.now()): Promise<Look[]> {
  const found = await askRedis(
    async (redis) => {
      if (counts.length === 0) return [];
      const pipeline = redis.pipeline();
      for (const count of counts) pipeline.hgetall(nameInRedis(count));
      return z.array(Counted).parse(await pipeline.exec());
    },
    () => undefined,
  );
  return counts.map((count, i) => {
    const window = windowOf(count);
    const { oldest, bucket_ms } = bucketsAt(window, now);
    const counting = Object.entries(found?.[i] ?? {}).filter(([bucket]) => Number(bucket) >= oldest);
    const newest = Math.max(...counting.map(([bucket]) => Number(bucket)));
    return {
      ...window,
      used: found ? counting.reduce((sum, [, requests]) => sum + requests, 0) : null,
      reset_at: counting.length > 0 ? Math.ceil((newest + 61) * bucket_ms) : null,
    };
  });
}
