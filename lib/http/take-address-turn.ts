import { nameForRedis } from "../crypto/name-for-redis";
import { takeFuse } from "../redis/fuse";
import type { Turn } from "../redis/sliding-window";
import { clientIp } from "./client-ip";

/** Counts a request that is nobody's in particular against the fuse of its address; waits for nothing. */
export function takeAddressTurn(request: Request): Turn & { told?: Promise<void> } {
  return takeFuse("address", clientIp(request), nameForRedis);
}
