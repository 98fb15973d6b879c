import { processWide } from "../metrics/process-wide";
import type { SharedNamespace } from "./namespaces";

type Costs = { source_ms?: number; redis_ms?: number; passed_over: number };

/** Weight of the newest time in the moving averages. */
const NEWEST = 0.2;
/** Passed over so often, Redis is asked all the same: what was dear may have become cheap, and the other way round. */
const ASK_ANYWAY = 20;

const costs = processWide("cache.costs", () => new Map<SharedNamespace, Costs>());

/**
 * Whether asking Redis is quicker than asking the source, as this process has measured both. A shared answer that costs
 * more than it saves would be a cache for its own sake: near the database an overview takes as long as the way to Redis.
 */
export function isRedisQuicker(namespace: SharedNamespace): boolean {
  const known = costsOf(namespace);
  if (known.source_ms === undefined || known.redis_ms === undefined || known.redis_ms < known.source_ms) return true;
  known.passed_over += 1;
  if (known.passed_over < ASK_ANYWAY) return false;
  known.passed_over = 0;
  return true;
}

/** Runs a question to Redis or to the source and remembers how long it took. */
export async function timed<T>(
  namespace: SharedNamespace,
  whom: "source_ms" | "redis_ms",
  ask: () => Promise<T>,
): Promise<T> {
  const asked = performance.now();
  const answer = await ask();
  noteCost(namespace, whom, performance.now() - asked);
  return answer;
}

/** Takes a time in milliseconds into the moving average. */
export function noteCost(namespace: SharedNamespace, whom: "source_ms" | "redis_ms", ms: number): void {
  const known = costsOf(namespace);
  const before = known[whom];
  known[whom] = before === undefined ? ms : before + (ms - before) * NEWEST;
}

function costsOf(namespace: SharedNamespace): Costs {
  const known = costs.get(namespace) ?? { passed_over: 0 };
  costs.set(namespace, known);
  return known;
}
