import { PgBoss } from "pg-boss";
import { sqlPool } from "../db/client";

let starting: Promise<PgBoss> | undefined;

/**
 * pg-boss over our own pool. Functions come and go, so it neither migrates nor supervises here: `npm run migrate` installs
 * its schema, the maintenance cron does the upkeep.
 */
export function boss(): Promise<PgBoss> {
  starting ??= start().catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function start(): Promise<PgBoss> {
  const instance = new PgBoss({
    db: { executeSql },
    supervise: false,
    schedule: false,
    migrate: false,
    createSchema: false,
  });
  // Errors reach the caller of each method; without a listener Node would end the process.
  instance.on("error", () => undefined);
  await instance.start();
  return instance;
}

const SCRIPT = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

// pg-boss makes queues with scripts that open a transaction of their own; a pool must give those one connection.
async function executeSql(text: string, values?: unknown[]): Promise<{ rows: object[] }> {
  const script = SCRIPT.exec(text)?.[1];
  if (script === undefined) {
    return { rows: Array.from(await sqlPool().unsafe(text, (values ?? []) as never[], { prepare: false })) };
  }
  const results = await sqlPool().begin((transaction) => transaction.unsafe(script).simple());
  return { rows: results.flat() as object[] };
}
