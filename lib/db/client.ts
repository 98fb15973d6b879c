import postgres from "postgres";
import { env } from "../env";

/** The pool of the login role. Only lib/db and lib/events/listen use it: everything else works in a transaction of `./tenant`. */
let pool: postgres.Sql | undefined;

const INT8 = 20;
const JSON_TYPE = 114;
const JSONB = 3802;

function jsonText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

// Supabase's transaction pooler (port 6543) hands every transaction another backend: no named prepared statements there.
function isTransactionPooler(url: string): boolean {
  return new URL(url).port === "6543";
}

/** The shared pool. int8 arrives as a number: micro-units and milliseconds stay far below 2^53. */
export function sqlPool(): postgres.Sql {
  const { DATABASE_URL, DATABASE_POOL_SIZE } = env();
  pool ??= postgres(DATABASE_URL, {
    max: DATABASE_POOL_SIZE,
    idle_timeout: 30,
    connect_timeout: 5,
    // A restarted database must not wait for a grown backoff: first success within 3 s (promise S9).
    backoff: () => 0.25,
    prepare: !isTransactionPooler(DATABASE_URL),
    types: {
      // Values that are text already (pg-boss) are not encoded a second time.
      json: { to: JSON_TYPE, from: [JSON_TYPE, JSONB], serialize: jsonText, parse: JSON.parse },
      int8: { to: INT8, from: [INT8], serialize: String, parse: Number },
    },
    onnotice: () => undefined,
    connection: { application_name: "foyer" },
  }) as postgres.Sql;
  return pool;
}

/** Gives up a pool whose connections lead nowhere: the next work opens a new one, what is under way has five seconds to end. */
export function leavePool(left: postgres.Sql): void {
  if (pool !== left) return;
  pool = undefined;
  void left.end({ timeout: 5 });
}

/** A session of its own for LISTEN, on the address that is not a transaction pooler. */
export function listenConnection(): postgres.Sql {
  return postgres(env().DATABASE_DIRECT_URL, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => undefined,
    connection: { application_name: "foyer-live" },
  });
}
