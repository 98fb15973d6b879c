import type { Redis } from "@upstash/redis";
import { inSpan } from "../log/sentry/in-span";
import { createBreaker } from "./breaker";
import { redis } from "./client";

const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 2_000 });

/** Redis answers within this, or we go on without it (promise S13). */
const TIMEOUT_MS = 150;
/** A busy process may see its timers before an answer that came in time: one more look at the network. */
const GRACE_MS = 20;

/**
 * Asks Redis a question that has an answer without Redis, too.
 * @param question throws or rejects when Redis fails; it is not repeated
 * @param otherwise answers at once while Redis is down: a slower source, a smaller promise, or an AppError
 */
export async function askRedis<T>(
  question: (client: Redis) => Promise<T>,
  otherwise: (reason: unknown) => T | Promise<T>,
): Promise<T> {
  if (!breaker.isClosed()) {
    // Nobody's request pays for finding out: the probe runs beside this one.
    if (breaker.isDueForProbe()) void attempt((client) => client.ping()).catch(() => undefined);
    return otherwise(new Error("Redis has been failing; not asked."));
  }
  let answer: T;
  try {
    answer = await attempt(question);
  } catch (reason) {
    return otherwise(reason);
  }
  return answer;
}

async function attempt<T>(question: (client: Redis) => Promise<T>): Promise<T> {
  try {
    const answer = await inTime(inSpan("cache", "redis", () => question(redis())));
    breaker.succeeded();
    return answer;
  } catch (reason) {
    breaker.failed();
    throw reason;
  }
}

// A question may take more than one request; all of them together have the time of one.
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timer = setTimeout(() => reject(new Error("Redis did not answer in time.")), GRACE_MS);
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
