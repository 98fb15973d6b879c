import { AppError } from "../errors";
import { boss } from "./boss";
import { DEAD_LETTERS } from "./queues";

/** A job that has failed for good: which one, whose, why, and how often it was tried. */
export type DeadLetter = {
  id: string;
  job: string;
  org_id: string | null;
  reason: string;
  attempts: number | null;
  failed_at: string;
};

type Row = Omit<DeadLetter, "failed_at"> & { failed_at: Date };

const COLUMNS = `
  id,
  coalesce(source_name, data ->> 'job', 'unknown') as job,
  data ->> 'org_id' as org_id,
  left(coalesce(data -> 'reason' ->> 'message', source_output ->> 'message', source_output ->> 'value', 'No reason was kept.'), 300) as reason,
  source_retry_count + 1 as attempts,
  created_on as failed_at`;
const UNDONE = `name = '${DEAD_LETTERS}' and state < 'active' and not blocked`;

/** The newest jobs that failed for good. */
export async function listDeadLetters(limit = 50): Promise<DeadLetter[]> {
  const rows = await ask(
    `select ${COLUMNS} from pgboss.job where ${UNDONE} order by priority, created_on desc limit $1`,
    [limit],
  );
  return rows.map(({ failed_at, ...letter }) => ({ ...letter, failed_at: failed_at.toISOString() }));
}

/**
 * Gives a job that failed for good another life in its own queue. Throws `not_found` when it is gone (somebody else was
 * faster), `conflict` when its queue no longer exists.
 */
export async function retryDeadLetter(id: string): Promise<DeadLetter> {
  const [row] = await ask(`select ${COLUMNS} from pgboss.job where ${UNDONE} and id = $1::uuid`, [id]);
  if (!row) throw new AppError("not_found", "This job is not among the failed ones any more.");
  const moved = await (await boss()).redrive(DEAD_LETTERS, { ids: [id], destination: row.job, limit: 1 });
  if (moved !== 1) throw new AppError("conflict", "The job could not go back: its queue is gone, or it already waits.");
  return { ...row, failed_at: row.failed_at.toISOString() };
}

async function ask(text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await (await boss()).getDb().executeSql(text, values);
  return rows as Row[];
}
