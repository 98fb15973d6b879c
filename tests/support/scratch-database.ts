import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { migrate } from "../../scripts/database/migrate";
import { SUPERUSER } from "../../scripts/stack/postgres/make-cluster";
import { prepareDatabase } from "../../scripts/stack/postgres/prepare-database";
import { refuseForeignDatabase } from "./stack-address";
import { standInForAuth } from "./stand-in-auth";

export type ScratchDatabase = {
  /** Connection of the working role. */
  url: string;
  /** The superuser's connection: may become any role and change any wall. */
  sql: postgres.Sql;
  drop(): Promise<void>;
};

const PREPARING = 7_106_332;

/**
 * A migrated database of its own on the test server, for tests that plant faults in the schema: nobody else sees them.
 * Prepared like a hosted project; of the auth server it has only the table that others refer to.
 */
export async function makeScratchDatabase(): Promise<ScratchDatabase> {
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  const server = new URL(refuseForeignDatabase(process.env.DATABASE_URL));
  const password = decodeURIComponent(server.password);
  const address = (user: string, database: string) =>
    Object.assign(new URL(server), { username: user, pathname: database });
  const connect = (url: URL) => postgres(url.href, { max: 1, onnotice: () => {} });

  const maintenance = connect(address(SUPERUSER, "postgres"));
  const drop = async () => {
    await sql.end({ timeout: 1 });
    await maintenance.unsafe(`drop database if exists ${name} with (force)`);
    await maintenance.end({ timeout: 1 });
  };
  // Roles belong to the whole server: two that prepare theirs at the same moment would collide.
  await maintenance`select pg_advisory_lock(${PREPARING})`;
  await maintenance.unsafe(`create database ${name} template template0 owner postgres`);
  const sql = connect(address(SUPERUSER, name));
  try {
    await prepareDatabase(sql, password);
    await standInForAuth(sql);
    const url = address("postgres", name).href;
    await migrate(url);
    await maintenance`select pg_advisory_unlock(${PREPARING})`;
    return { url, sql, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}
