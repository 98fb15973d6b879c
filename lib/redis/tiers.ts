const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** One limit: so many requests of one key in a sliding window, and who counts while Redis is away (promise S13). */
type Limit = {
  limit: number;
  window_ms: number;
  /** What one key stands for. */
  per: string;
  /** `database`: Postgres counts, and without it nobody passes. `memory`: each process counts for itself. */
  without_redis: "database" | "memory";
};

/**
 * Every limit that is counted exactly, in one table. Reads and changes are counted apart, because a screen that follows
 * a busy hour asks three times a second while nobody touches it; see docs/decisions/040 for the figures.
 *
 * The sign-in family is limited by account and address together (the honest guesser's figure), by account alone (many
 * addresses, one victim) and by address alone (one address, many victims; wide enough for an office behind one router).
 */
export const tiers = {
  "auth.attempt": { limit: 5, window_ms: MINUTE, per: "address and account", without_redis: "database" },
  "auth.account": { limit: 20, window_ms: MINUTE, per: "account", without_redis: "database" },
  "auth.address": { limit: 300, window_ms: 5 * MINUTE, per: "address", without_redis: "database" },
  "api.user": { limit: 100, window_ms: MINUTE, per: "person, changes", without_redis: "database" },
  "api.user.reads": { limit: 600, window_ms: MINUTE, per: "person, reads", without_redis: "memory" },
  "api.organization": { limit: 1_000, window_ms: 15 * MINUTE, per: "organization, changes", without_redis: "database" },
  "api.organization.reads": {
    limit: 45_000,
    window_ms: 15 * MINUTE,
    per: "organization, reads",
    without_redis: "memory",
  },
  /** All requests of a key; a key may have a lower figure of its own. */
  "api.key": { limit: 600, window_ms: MINUTE, per: "API key, all requests", without_redis: "memory" },
  "api.key.changes": { limit: 100, window_ms: MINUTE, per: "API key, changes", without_redis: "database" },
  /** All keys of an organization together; people have theirs beside it, so that no program locks them out. */
  "api.keys": {
    limit: 1_000,
    window_ms: 15 * MINUTE,
    per: "organization, changes by API keys",
    without_redis: "database",
  },
  "api.keys.reads": {
    limit: 27_000,
    window_ms: 15 * MINUTE,
    per: "organization, reads by API keys",
    without_redis: "memory",
  },
  /** Openings of a live stream; a stream that runs costs nothing, and reading too much never closes one. */
  "live.user": { limit: 60, window_ms: MINUTE, per: "person, live streams opened", without_redis: "memory" },
  /** Files that take away what a list shows a page of: reads by their method, not by what they do. */
  exports: {
    limit: 30,
    window_ms: HOUR,
    per: "person or all API keys of an organization, exports",
    without_redis: "database",
  },
  /** Letters to strangers in our name. */
  mails: { limit: 60, window_ms: HOUR, per: "organization, invitations mailed", without_redis: "database" },
  /** Reports of one address's browsers to Sentry: a storm of errors must not use up our quota there. */
  "monitoring.address": { limit: 120, window_ms: MINUTE, per: "address, error reports", without_redis: "memory" },
  uploads: { limit: 20, window_ms: HOUR, per: "person", without_redis: "database" },
  renders: { limit: 10, window_ms: 5 * MINUTE, per: "person", without_redis: "database" },
} as const satisfies Record<string, Limit>;

export type Tier = keyof typeof tiers;

/**
 * Fuses: limits so wide that only a fault or an attack meets them. Each process counts for itself and tells Redis only
 * about a key that is fast, in the background: no request ever waits for a fuse (lib/redis/fuse.ts).
 */
export const fuses = {
  /** Signed deliveries of one agent: a thousand a second for a whole minute. */
  "webhooks.agent": { limit: 60_000, window_ms: MINUTE },
  /** Whatever comes from one address and is nobody's: pages, public routes, refused sessions, deliveries without proof. */
  address: { limit: 12_000, window_ms: MINUTE },
} as const satisfies Record<string, { limit: number; window_ms: number }>;

export type Fuse = keyof typeof fuses;
