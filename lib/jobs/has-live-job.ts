import { boss } from "./boss";

/** Whether a job of a queue waits, is put off or runs whose payload has one of some values under a key. */
export async function hasLiveJob(queue: string, key: string, values: readonly string[]): Promise<boolean> {
  const [row] = await ask<{ live: boolean }>(`select exists (select ${LIVE}) as live`, queue, key, values);
  return row?.live ?? false;
}

/** Those of some values for which there is such a job. */
export async function withLiveJob(queue: string, key: string, values: readonly string[]): Promise<Set<string>> {
  const rows = await ask<{ value: string }>(`select distinct data ->> $2 as value ${LIVE}`, queue, key, values);
  return new Set(rows.map(({ value }) => value));
}

const LIVE = "from pgboss.job where name = $1 and state < 'completed' and data ->> $2 = any ($3::text[])";

async function ask<Row>(question: string, queue: string, key: string, values: readonly string[]): Promise<Row[]> {
  if (values.length === 0) return [];
  const answer = await (await boss()).getDb().executeSql(question, [queue, key, values]);
  return (answer as { rows: Row[] }).rows;
}
