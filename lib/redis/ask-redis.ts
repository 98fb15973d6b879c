import type { Redis } from "@upstash/redis";
import { currentWork } from "../log/current-work";
import { inSpan } from "../log/sentry/in-span";
import { createBreaker } from "./breaker";
import { redis } from "./client";
import { inTime, joiningTimeOf, leftOf, newRedisTime, RedisIsLate, type RedisTime, redisTimeOf } from "./redis-time";

const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 2_000 });

/**
 * Asks Redis a question that has an answer without Redis, too. All questions of a request, page or job share the time of one
 * (`redis-time.ts`): whoever has waited for Redis once goes on without it.
 * @param question throws or rejects when Redis fails; it is not repeated
 * @param otherwise answers at once while Redis is down: a slower source, a smaller promise, or an AppError
 */
export function askRedis<T>(
  question: (client: Redis) => Promise<T>,
  otherwise: (reason: unknown) => T | Promise<T>,
): Promise<T> {
  return ask(redisTimeOf(currentWork()), question, otherwise);
}

/** Tells Redis what nobody waits for: it takes none of its work's time, and without Redis nothing is told. */
export function tellRedis(message: (client: Redis) => Promise<unknown>): Promise<void> {
  return ask<unknown>(newRedisTime(), message, () => undefined).then(() => undefined);
}

/** Waits for what another piece of work is asking Redis, with the time of this one for that. Rejects when it is over. */
export function waitForRedis<T>(asked: Promise<T>): Promise<T> {
  return inTime(joiningTimeOf(currentWork()), asked);
}

async function ask<T>(
  time: RedisTime,
  question: (client: Redis) => Promise<T>,
  otherwise: (reason: unknown) => T | Promise<T>,
): Promise<T> {
  if (!breaker.isClosed()) {
    // Nobody's request pays for finding out: the probe runs beside this one.
    if (breaker.isDueForProbe()) void attempt(newRedisTime(), (client) => client.ping()).catch(() => undefined);
    return otherwise(new Error("Redis has been failing; not asked."));
  }
  if (leftOf(time) <= 0) return otherwise(new Error("Redis has had its time; not asked again."));
  let answer: T;
  try {
    answer = await attempt(time, question);
  } catch (reason) {
    return otherwise(reason);
  }
  return answer;
}

// A question may take more than one request; all of them together have the time of one.
async function attempt<T>(time: RedisTime, question: (client: Redis) => Promise<T>): Promise<T> {
  try {
    const answer = await inTime(
      time,
      inSpan("cache", "redis", () => question(redis())),
    );
    breaker.succeeded();
    return answer;
  } catch (reason) {
    if (!(reason instanceof RedisIsLate) || reason.wasWhole) breaker.failed();
    throw reason;
  }
}
