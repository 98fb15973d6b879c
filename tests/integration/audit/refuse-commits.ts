import type postgres from "postgres";
import { sqlPool } from "@/lib/db/client";

/** What a transaction may not have written if it is to commit: entries of the audit log, or rows of anything else. */
export type Refusal = "entries" | "changes";

type Begin = (work: (transaction: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>;

/**
 * From now on the transactions of this process can be made to fail at their very end, when all their work has succeeded:
 * those that wrote an entry, or those that changed any other row. The code under test cannot know which.
 */
export function refuseCommits(): { refuse: (what: Refusal | null) => void; restore: () => void } {
  const pool = sqlPool();
  const begin = pool.begin.bind(pool) as Begin;
  let refused: Refusal | null = null;
  const watched: Begin = (work) =>
    begin(async (transaction) => {
      const before = await writesOf(transaction);
      const result = await work(transaction);
      const after = await writesOf(transaction);
      const written = Object.keys(after).filter((table) => after[table] !== before[table]);
      const offence = written.find((table) => kindOf(table) === refused);
      if (offence && refused) throw new Error(`the test refuses this commit: it wrote ${offence}`);
      return result;
    });
  Object.assign(pool, { begin: watched });
  return {
    refuse: (what) => {
      refused = what;
    },
    restore: () => void Object.assign(pool, { begin }),
  };
}

/** Rows that this connection has inserted, changed and deleted so far, by table: the difference is a transaction's own. */
async function writesOf(transaction: postgres.TransactionSql): Promise<Record<string, string>> {
  const rows = await transaction<{ table: string; writes: string }[]>`
    select relname as table, (n_tup_ins + n_tup_upd + n_tup_del)::text as writes from pg_stat_xact_user_tables
    where schemaname = 'public' and n_tup_ins + n_tup_upd + n_tup_del > 0`;
  return Object.fromEntries(rows.map(({ table, writes }) => [table, writes]));
}

/** The fact beside an entry is not the change, nor is an answer that is kept for a repeated request. */
function kindOf(table: string): Refusal | "neither" {
  if (table === "audit_log") return "entries";
  return /^(events|idempotency_keys)/.test(table) ? "neither" : "changes";
}
