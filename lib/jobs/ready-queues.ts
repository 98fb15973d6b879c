import { boss } from "./boss";

/** Which of these queues have a job that is ready to run: one question, where asking each for its next job is one for each. */
export async function readyQueues(names: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = (await (await boss()).getDb().executeSql(QUESTION, [names])) as { rows: { name: string }[] };
  return new Set(rows.map(({ name }) => name));
}

const QUESTION = `
select wanted.name from unnest($1::text[]) as wanted(name)
where exists (
  select from pgboss.job j
  where j.name = wanted.name and j.state < 'active' and not j.blocked and j.start_after <= pgboss.job_now()
)`;
