import { cacheDuration, cacheReads } from "../metrics/catalogue";
import type { namespaces } from "./namespaces";

/**
 * How a read was answered: from this process, by joining a read under way, from Redis, after waiting for another process,
 * or by the source itself.
 */
export type Outcome = "process" | "joined" | "redis" | "waited" | "miss";

/** Counts a read of the cache and how long it took, in milliseconds since `asked` (performance.now). */
export function noteRead(namespace: keyof typeof namespaces, outcome: Outcome, asked: number): void {
  cacheReads.add([namespace, outcome]);
  cacheDuration.observe([namespace, outcome === "miss" ? "miss" : "hit"], performance.now() - asked);
}
