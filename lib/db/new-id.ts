import { v7 } from "uuid";

const BYTES = 16;
const pool = new Uint8Array(BYTES * 256);
let used = pool.length;

/**
 * A new UUIDv7: sortable by the time in it, and the key of the monthly partitions. Random bytes are drawn 256 ids at a
 * time, because asking the system for sixteen costs more than everything else here.
 * @param at Unix milliseconds; now when left out
 */
export function newId(at?: number): string {
  if (used === pool.length) {
    // Web Crypto, because the middleware's edge runtime has no node:crypto.
    crypto.getRandomValues(pool);
    used = 0;
  }
  const random = pool.slice(used, used + BYTES);
  used += BYTES;
  return v7({ random, ...(at === undefined ? {} : { msecs: at }) });
}
