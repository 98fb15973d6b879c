import { boss } from "./boss";

/** How many jobs of some queues wait, are put off, or run; counting stops at 1,000. */
export async function liveJobs(names: readonly string[]): Promise<number> {
  const { rows } = (await (await boss()).getDb().executeSql(QUESTION, [names])) as { rows: { live: number }[] };
  return rows[0]?.live ?? 0;
}

const QUESTION = `
select count(*)::int as live from (
  select from pgboss.job where name = any ($1::text[]) and state < 'completed' limit 1000
) found`;
