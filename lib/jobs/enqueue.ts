import { CompiledQuery } from "kysely";
import { after } from "next/server";
import { roleOf, type Tx } from "../db/tenant";
import { env } from "../env";
import { boss } from "./boss";
import { coalesced } from "./coalesced";
import type { Job, JobData } from "./define-job";
import { ensureQueue } from "./queues";

/**
 * Puts a job into the queue in the caller's transaction: it exists if and only if the row that caused it does.
 * @param options singletonKey with singletonSeconds: at most one job of that key in so many seconds; startAfter: seconds from now
 */
export async function enqueue<T extends JobData>(
  tx: Tx,
  job: Job<T>,
  data: T,
  options: { singletonKey?: string; singletonSeconds?: number; startAfter?: number } = {},
): Promise<void> {
  await ensureQueue(job);
  const instance = await boss();
  const id = await instance.send(job.name, job.schema.parse(data), {
    ...options,
    group: { id: groupOf(data) },
    db: { executeSql: (text, values) => asLoginRole(tx, text, values ?? []) },
  });
  // Nothing was put in where such a job is there already; what is put off is the minute's to find.
  if (id !== null && !options.startAfter) kick();
}

function groupOf(data: JobData): string {
  if ("org_id" in data) return data.org_id;
  return "person_id" in data ? data.person_id : "platform";
}

// Best effort, once the answer is out and the transaction committed: the cron of each minute is the trigger that counts.
function kick(): void {
  try {
    after(drainSoon);
  } catch {
    // Outside a request (a job, a script) nobody is waiting.
  }
}

// One drain at a time from each process: a delivery that enqueues must not start a drain of its own, or a busy minute
// becomes hundreds of them, all waiting for the same few connections. It looks for no more than the queue holds: what the cron
// finds beside it, it queues, and each finding would start the next.
const drainSoon = coalesced(async () => {
  const { PUBLIC_BASE_URL, CRON_SECRET } = env();
  await fetch(`${PUBLIC_BASE_URL}/api/cron/drain-jobs?only=queued`, {
    headers: { authorization: `Bearer ${CRON_SECRET}` },
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined);
});

// Neither tenants nor operators hold a grant on the queue. This is the one statement of such a transaction that runs outside
// its role, and the role is back before anything else can run on the connection.
async function asLoginRole(tx: Tx, text: string, values: unknown[]) {
  const [, result] = await Promise.all([
    tx.executeQuery(CompiledQuery.raw("set local role none")),
    tx.executeQuery(CompiledQuery.raw(text, values)),
    tx.executeQuery(CompiledQuery.raw(`set local role ${roleOf(tx)}`)),
  ]);
  return { rows: result.rows as object[] };
}
