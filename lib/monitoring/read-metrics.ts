import packageJson from "../../package.json";
import { env } from "../env";
import { readQueues } from "../jobs/read-queues";
import { type Fleet, readFleet } from "../metrics/read-fleet";
import { readDatabaseVitals } from "./database-vitals";
import { kept } from "./kept";

/** A figure of the moment, as opposed to one that only grows. */
export type Gauge = {
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
};

export type Metrics = Fleet & { generated_at: string; gauges: Gauge[] };

/** So many instances are listed one by one; all of them are counted. */
const MOST_INSTANCES = 50;

const queues = kept(5_000, readQueues);

/** Everything there is to scrape. A source that does not answer is left out, and its `_up` figure says so. Never throws. */
export async function readMetrics(): Promise<Metrics> {
  const [fleet, database, queue] = await Promise.all([
    readFleet(),
    readDatabaseVitals().catch(() => undefined),
    queues().catch(() => undefined),
  ]);
  return {
    ...fleet,
    generated_at: new Date().toISOString(),
    gauges: [
      ...aboutFleet(fleet),
      one("foyer_database_up", "Whether the database answered.", database ? 1 : 0),
      ...(database
        ? [
            {
              name: "foyer_database_connections",
              help: "Connections of all clients by what they are doing.",
              samples: [
                { labels: { state: "all" }, value: database.connections },
                { labels: { state: "active" }, value: database.active },
                { labels: { state: "idle_in_transaction" }, value: database.idle_in_transaction },
                { labels: { state: "waiting_for_lock" }, value: database.waiting_for_locks },
              ],
            },
            one("foyer_database_connections_max", "Connections the server accepts.", database.max_connections),
            one(
              "foyer_database_longest_transaction_seconds",
              "Age of the oldest open transaction.",
              database.longest_transaction_s,
            ),
            one(
              "foyer_database_cache_hit_ratio",
              "Share of blocks found in the database's memory since its statistics began.",
              database.cache_hit_ratio ?? Number.NaN,
            ),
            one("foyer_database_size_bytes", "Size of the database.", database.size_bytes),
            one("foyer_database_deadlocks", "Deadlocks since the database's statistics began.", database.deadlocks),
            one(
              "foyer_database_slow_statements",
              "Statements above 100 ms on average (at most 50 are counted).",
              database.slow_statements,
            ),
          ]
        : []),
      ...(queue
        ? [
            {
              name: "foyer_queue_jobs",
              help: "Jobs that are not done, by queue and state; counted to 10,000.",
              samples: queue.queues.flatMap(({ name, ...counts }) =>
                (["waiting", "retrying", "deferred", "active"] as const).map((state) => ({
                  labels: { queue: name, state },
                  value: counts[state],
                })),
              ),
            },
            {
              name: "foyer_queue_oldest_seconds",
              help: "How long the oldest job that is ready has been waiting; 0 when none is.",
              samples: queue.queues.map(({ name, oldest_s }) => ({ labels: { queue: name }, value: oldest_s ?? 0 })),
            },
            one("foyer_queue_dead_letters", "Jobs that failed for good and wait for somebody.", queue.dead_letters),
          ]
        : []),
    ],
  };
}

function aboutFleet({ scope, instances, overflow }: Fleet): Gauge[] {
  const { FOYER_ENV, VERCEL_GIT_COMMIT_SHA } = env();
  const shown = instances.slice(-MOST_INSTANCES);
  const each = (name: string, help: string, value: (vitals: (typeof instances)[number]) => number): Gauge => ({
    name,
    help,
    samples: shown.map((vitals) => ({ labels: { process: vitals.id }, value: value(vitals) })),
  });
  return [
    {
      name: "foyer_build_info",
      help: "What is running; always 1.",
      samples: [
        {
          labels: {
            version: packageJson.version,
            release: VERCEL_GIT_COMMIT_SHA?.slice(0, 12) ?? "",
            environment: FOYER_ENV,
          },
          value: 1,
        },
      ],
    },
    one("foyer_redis_up", "Whether Redis answered.", scope === "fleet" ? 1 : 0),
    one(
      "foyer_metrics_aggregated",
      "1: counters are the sum of all instances. 0: Redis is away, counters are of one process and carry its label.",
      scope === "fleet" ? 1 : 0,
    ),
    one("foyer_metrics_overflow", "Increments that found no room below the cap on series.", overflow),
    one("foyer_instances", "Processes heard of within 90 seconds.", instances.length),
    each("foyer_process_uptime_seconds", "Time since the process started.", ({ uptime_s }) => uptime_s),
    each("foyer_process_resident_memory_bytes", "Resident memory.", ({ rss_bytes }) => rss_bytes),
    each("foyer_process_heap_used_bytes", "Memory used on the JavaScript heap.", (vitals) => vitals.heap_used_bytes),
    each("foyer_process_heap_limit_bytes", "What the heap may grow to.", ({ heap_limit_bytes }) => heap_limit_bytes),
    {
      name: "foyer_process_event_loop_lag_seconds",
      help: "How late the event loop was over the last seconds.",
      samples: shown.flatMap(({ id, event_loop_p50_ms, event_loop_p99_ms, event_loop_max_ms }) => [
        { labels: { process: id, stat: "p50" }, value: event_loop_p50_ms / 1_000 },
        { labels: { process: id, stat: "p99" }, value: event_loop_p99_ms / 1_000 },
        { labels: { process: id, stat: "max" }, value: event_loop_max_ms / 1_000 },
      ]),
    },
    each("foyer_http_requests_in_flight", "Requests being answered.", ({ requests_in_flight }) => requests_in_flight),
    each("foyer_database_pool_connections", "Connections the process may open.", ({ pool_size }) => pool_size),
    each("foyer_database_pool_in_use", "Transactions that hold a connection.", ({ pool_in_use }) => pool_in_use),
    each("foyer_database_pool_waiting", "Transactions that wait for a connection.", ({ pool_waiting }) => pool_waiting),
  ];
}

function one(name: string, help: string, value: number): Gauge {
  return { name, help, samples: [{ labels: {}, value }] };
}
