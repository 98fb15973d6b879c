import type { JobWithMetadata } from "pg-boss";
import { boss } from "./boss";

/** Puts fetched jobs that were not begun back into their queue. It costs them no try, which failing them would. */
export async function giveBack(
  queue: string,
  jobs: readonly Pick<JobWithMetadata, "id" | "retryCount">[],
): Promise<void> {
  const ids = jobs.map(({ id }) => id);
  const tries = jobs.map(({ retryCount }) => retryCount);
  await (await boss()).getDb().executeSql(STATEMENT, [queue, ids, tries]);
}

// As pg-boss gives jobs back itself: it counts a try where one was begun before. One that went to somebody else meanwhile is theirs.
const STATEMENT = `
update pgboss.job j set state = 'created', started_on = null, heartbeat_on = null
from unnest($2::uuid[], $3::integer[]) as fetched(id, retry_count)
where j.name = $1 and j.id = fetched.id and j.retry_count = fetched.retry_count and j.state = 'active'`;
