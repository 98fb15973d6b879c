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
    db: {
      executeSql: async (text, values) => ({
        rows: Array.from(await sqlPool().unsafe(text, (values ?? []) as never[], { prepare: false })),
      }),
    },
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
