import { boss } from "./boss";

/** Whether a job of a queue waits, is put off or runs whose payload has one of some values under a key. */
export async function hasLiveJob(queue: string, key: string, values: readonly string[]): Promise<boolean> {
  if (values.length === 0) return false;
  const { rows } = (await (await boss()).getDb().executeSql(QUESTION, [queue, key, values])) as {
    rows: { live: boolean }[];
  };
  return rows[0]?.live ?? false;
}

const QUESTION = `
select exists (
  select from pgboss.job where name = $1 and state < 'completed' and data ->> $2 = any ($3::text[])
) as live`;
