import { join } from "node:path";
import postgres from "postgres";
import { applyMigrations, readMigrations } from "./apply-migrations";
import { installJobs } from "./install-jobs";

/**
 * Brings a database up to date: migrations, then the job queue's schema.
 * @param url a session connection (Supabase: direct or session pooler; the transaction pooler can't hold the lock)
 * @returns the names of the migrations applied now
 */
export async function migrate(url: string, onApply?: (name: string) => void): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "foyer-migrate" } });
  try {
    const folder = join(import.meta.dirname, "..", "..", "supabase", "migrations");
    const applied = await applyMigrations(sql, await readMigrations(folder), onApply);
    await installJobs(url);
    return applied;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
