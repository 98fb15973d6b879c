import { boss } from "./boss";
import { DEAD_LETTERS } from "./queues";

/** How one queue fares. Counts stop at 10,000; ages are seconds. */
export type QueueState = {
  name: string;
  /** Ready to run, a retry included. */
  waiting: number;
  /** Of those, tried before. */
  retrying: number;
  /** Put off until later. */
  deferred: number;
  active: number;
  /** How long the oldest job that is ready has been waiting; null when none is. */
  oldest_s: number | null;
};

export type Queues = { queues: QueueState[]; dead_letters: number };

/** Depth and age of every queue. Reads the partial indexes of what is not done yet, never the jobs that are. */
export async function readQueues(): Promise<Queues> {
  const { rows } = (await (await boss()).getDb().executeSql(QUESTION, [])) as { rows: QueueState[] };
  const letters = rows.find(({ name }) => name === DEAD_LETTERS);
  return {
    queues: rows.filter(({ name }) => name !== DEAD_LETTERS),
    dead_letters: (letters?.waiting ?? 0) + (letters?.deferred ?? 0),
  };
}

const QUESTION = `
select q.name, todo.waiting, todo.retrying, todo.deferred, running.active, todo.oldest_s
from pgboss.queue q
cross join lateral (
  select
    count(*) filter (where j.start_after <= now())::int as waiting,
    count(*) filter (where j.start_after <= now() and j.state = 'retry')::int as retrying,
    count(*) filter (where j.start_after > now())::int as deferred,
    extract(epoch from now() - min(greatest(j.created_on, j.start_after)) filter (where j.start_after <= now()))::float8 as oldest_s
  from (
    select i.created_on, i.start_after, i.state from pgboss.job i
    where i.name = q.name and i.state < 'active' and not i.blocked
    order by i.priority desc, i.created_on
    limit 10000
  ) j
) todo
cross join lateral (
  select count(*)::int as active from (
    select from pgboss.job i where i.name = q.name and i.state = 'active' and i.group_id is not null limit 10000
  ) j
) running
order by q.name`;
