import postgres from "postgres";
import { refuseForeignDatabase } from "./stack-address";

let shared: postgres.Sql | undefined;

/**
 * The working role's connection, which bypasses row-level security: for arranging rows and for asserting on them, never
 * for what is being tested. One small pool for each worker.
 */
export function database(): postgres.Sql {
  shared ??= postgres(refuseForeignDatabase(process.env.DATABASE_URL), {
    max: 3,
    idle_timeout: 1,
    onnotice: () => {},
  });
  return shared;
}
