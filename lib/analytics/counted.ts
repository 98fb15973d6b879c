import { type RawBuilder, sql } from "kysely";
import { conversation, handedOver } from "../calls/contained";

/** Upper ends (ms) of the columns of `call_hourly_stats` that count calls by their median latency; the last has none. */
export const LATENCY_ENDS = [400, 600, 800, 1000, 1200, 1500, 2000, 2500, 4000] as const;

const latencyColumns = [...LATENCY_ENDS.map((end) => `latency_under_${end}`), "latency_from_4000"];

/** What the hourly totals count, by column, as a call alone would count. The same definitions as the database's triggers. */
const OF_A_CALL: Record<string, RawBuilder<unknown>> = {
  calls: sql`1`,
  ended_calls: flag(sql`c.status in ('ended', 'not_connected', 'error')`),
  error_calls: flag(sql`c.status = 'error'`),
  connected_calls: flag(sql`c.status = 'ended'`),
  voicemail_calls: flag(sql`c.status = 'ended' and c.voicemail`),
  transferred_calls: flag(sql`${conversation} and ${handedOver}`),
  analyzed_calls: flag(sql`c.successful is not null`),
  successful_calls: flag(sql`c.successful`),
  positive_calls: flag(sql`c.sentiment = 'positive'`),
  neutral_calls: flag(sql`c.sentiment = 'neutral'`),
  negative_calls: flag(sql`c.sentiment = 'negative'`),
  duration_ms: sql`c.duration_ms`,
  cost_micros: sql`c.cost_micros`,
  ...Object.fromEntries(
    latencyColumns.map((name, place) => [
      name,
      flag(sql`width_bucket(c.latency_p50_ms, array[${sql.raw(LATENCY_ENDS.join(", "))}]) = ${sql.lit(place)}`),
    ]),
  ),
};

function flag(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${condition} then 1 end`;
}

/** Sums of calls: plain counts, and the same of billable calls alone where revenue is told from tests. */
export type Counted = {
  calls: number;
  ended_calls: number;
  error_calls: number;
  connected_calls: number;
  voicemail_calls: number;
  transferred_calls: number;
  analyzed_calls: number;
  successful_calls: number;
  positive_calls: number;
  neutral_calls: number;
  negative_calls: number;
  duration_ms: number;
  cost_micros: number;
  billable_calls: number;
  billable_duration_ms: number;
  billable_cost_micros: number;
  /** Calls by median latency, in the order of `LATENCY_ENDS`, and those above all. */
  latency: number[];
};

const BILLABLE = ["calls", "duration_ms", "cost_micros"];

/** The select list that sums rows of `call_hourly_stats` (as `s`). */
export const summedHours = sumsOf((name) => sql.ref(`s.${name}`), sql`s.is_billable`);

/** The same over calls (as `c`), for the hour that is cut in two. */
export const summedCalls = sumsOf((name) => OF_A_CALL[name] ?? sql`0`, sql`c.is_billable`);

function sumsOf(value: (name: string) => RawBuilder<unknown>, billable: RawBuilder<unknown>): RawBuilder<unknown> {
  const plain = Object.keys(OF_A_CALL).filter((name) => !latencyColumns.includes(name));
  return sql.join([
    // Summed as doubles: whole to 2^53, and many times faster than the numeric that sums of bigint are.
    ...plain.map((name) => sql`coalesce(sum((${value(name)})::float8), 0) as ${sql.ref(name)}`),
    ...BILLABLE.map(
      (name) =>
        sql`coalesce(sum((${value(name)})::float8) filter (where ${billable}), 0) as ${sql.ref(`billable_${name}`)}`,
    ),
    sql`array[${sql.join(latencyColumns.map((name) => sql`coalesce(sum(${value(name)}), 0)`))}]::int[] as latency`,
  ]);
}

export const NOTHING_COUNTED: Counted = {
  calls: 0,
  ended_calls: 0,
  error_calls: 0,
  connected_calls: 0,
  voicemail_calls: 0,
  transferred_calls: 0,
  analyzed_calls: 0,
  successful_calls: 0,
  positive_calls: 0,
  neutral_calls: 0,
  negative_calls: 0,
  duration_ms: 0,
  cost_micros: 0,
  billable_calls: 0,
  billable_duration_ms: 0,
  billable_cost_micros: 0,
  latency: [...latencyColumns].map(() => 0),
};

/** Adds up. */
export function addCounted(rows: readonly Counted[]): Counted {
  const sum = { ...NOTHING_COUNTED, latency: [...NOTHING_COUNTED.latency] };
  for (const row of rows) {
    for (const name of COUNTS) sum[name] += row[name];
    row.latency.forEach((count, place) => {
      sum.latency[place] = (sum.latency[place] ?? 0) + count;
    });
  }
  return sum;
}

const COUNTS = Object.keys(NOTHING_COUNTED).filter(
  (name): name is Exclude<keyof Counted, "latency"> => name !== "latency",
);
