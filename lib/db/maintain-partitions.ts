import { sql } from "kysely";
import { withOperatorRole } from "./tenant";

/**
 * How long things are kept, in days: exact bodies of deliveries, facts, and the vendors' event keys. A key outlives every
 * retry and every reconciliation of its event.
 */
export const RETENTION_DAYS = { inbound_events: 180, events: 400, delivery_keys: 90 } as const;

const TABLES = ["inbound_events", "events"] as const;
const BATCH = 10_000;
const MOST_BATCHES = 50;

export type Maintenance = {
  /** Partitions made ahead. */
  made: number;
  /** Names of partitions whose retention is over. */
  dropped: string[];
  forgotten_keys: number;
  /** Rows that belong to no month: anything but 0 means that this has not run for a long time. */
  unclaimed_rows: number;
  /** Tables that were busy; the next run tries again, and until then their default partition takes every row. */
  postponed: string[];
};

/** Makes the partitions of the coming months, drops those past retention, forgets old event keys. Safe to run at any time. */
export async function maintainPartitions(now: Date = new Date()): Promise<Maintenance> {
  const report: Maintenance = { made: 0, dropped: [], forgotten_keys: 0, unclaimed_rows: 0, postponed: [] };
  for (const table of TABLES) {
    const done = await unlessBusy(() => maintainTable(table, now));
    if (!done) report.postponed.push(table);
    report.made += done?.made ?? 0;
    report.dropped.push(...(done?.dropped ?? []));
    report.unclaimed_rows += done?.unclaimed_rows ?? 0;
  }
  report.forgotten_keys = await forgetKeys(now);
  return report;
}

function maintainTable(table: (typeof TABLES)[number], now: Date) {
  return withOperatorRole(async (tx) => {
    const answer = await sql<{ made: number; dropped: string[]; unclaimed_rows: number }>`
      select private.ensure_partitions(${table}) as made,
        private.drop_partitions(${table}, ${daysBefore(now, RETENTION_DAYS[table])}) as dropped,
        private.unclaimed_rows(${table}) as unclaimed_rows`.execute(tx);
    return answer.rows[0];
  });
}

// Batches of their own transactions: nobody waits for the whole.
async function forgetKeys(now: Date): Promise<number> {
  const before = daysBefore(now, RETENTION_DAYS.delivery_keys);
  let forgotten = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const answer = await withOperatorRole((tx) =>
      sql<{ count: number }>`select private.prune_delivery_keys(${before}, ${BATCH}) as count`.execute(tx),
    );
    const count = answer.rows[0]?.count ?? 0;
    forgotten += count;
    if (count < BATCH) break;
  }
  return forgotten;
}

const LOCK_NOT_AVAILABLE = "55P03";

async function unlessBusy<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === LOCK_NOT_AVAILABLE) return undefined;
    throw error;
  }
}

const DAY_MS = 86_400_000;

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
