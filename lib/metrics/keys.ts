const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** How long each hash is kept after its last change, in seconds, and how many fields it may hold. */
export const STORES = {
  fleet: { ttl_s: 9 * 86_400, most: 20_000 },
  hour: { ttl_s: 50 * 3_600, most: 1_000 },
  agents: { ttl_s: 3 * 3_600, most: 10_000 },
} as const;

/** Field that counts what a full hash had no room for. */
export const OVERFLOW = "overflow";

export const INSTANCES_KEY = "metrics:{fleet}:instances";

// A new hash every week: series of routes that are gone go with it. Prometheus takes the fall for a restart.
export function fleetKey(now: number): string {
  return `metrics:{fleet}:week:${Math.floor(now / WEEK_MS)}`;
}

/** @param hour milliseconds since 1970, anywhere within the hour */
export function hourKey(hour: number): string {
  return `metrics:{fleet}:hour:${Math.floor(hour / HOUR_MS)}`;
}

export function agentsKey(hour: number): string {
  return `metrics:{fleet}:agents:${Math.floor(hour / HOUR_MS)}`;
}

/** Remembers the last fold of an instance, so that one that is repeated is counted once. */
export function foldKey(instance: string): string {
  return `metrics:{fleet}:fold:${instance}`;
}
