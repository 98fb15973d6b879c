import type { Redis } from "@upstash/redis";
import { createBreaker } from "./breaker";
import { redis } from "./client";

const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 5_000 });

/**
 * Asks Redis a question that has an answer without Redis, too.
 * @param question throws or rejects when Redis fails; it is not repeated
 * @param otherwise answers at once while Redis is down: a slower source, a smaller promise, or an AppError
 */
export async function askRedis<T>(
  question: (client: Redis) => Promise<T>,
  otherwise: (reason: unknown) => T | Promise<T>,
): Promise<T> {
  if (!breaker.isClosed()) return otherwise(new Error("Redis has been failing; not asked."));
  try {
    const answer = await question(redis());
    breaker.succeeded();
    return answer;
  } catch (reason) {
    breaker.failed();
    return otherwise(reason);
  }
}
