import type { Sql } from "postgres";
import { logger } from "../log/logger";
import { leavePool } from "./client";

/**
 * The database ends every statement in its time. When it says nothing for longer, the connection leads nowhere (a lost
 * route, a function that slept while its connection was dropped): the pool is left for a new one, and what still waits on
 * the old one fails within five seconds. Call the answer when the work has ended.
 * @param patience_ms longer than the database lets the work run
 */
export function watchSilence(pool: Sql, patience_ms: number): () => void {
  const timer = setTimeout(() => {
    logger().error({ patience_ms }, "the database keeps silent; its connections are replaced");
    leavePool(pool);
  }, patience_ms);
  return () => clearTimeout(timer);
}
