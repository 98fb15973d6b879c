import { migrate } from "./database/migrate";

/** `npm run migrate`: migrates the database of DATABASE_DIRECT_URL (or DATABASE_URL), e.g. a hosted Supabase project. */
const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_DIRECT_URL to the database to migrate (Supabase: the direct or session-pooler address).");
  process.exit(1);
}
try {
  const applied = await migrate(url, (name) => console.log(`  ${name}`));
  console.log(applied.length === 0 ? "The database is up to date." : `${applied.length} migrations applied.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
