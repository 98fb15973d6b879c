import type { Context } from "@/lib/auth/context";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";

/**
 * How many rows of tables the database touched for a piece of work behind the wall, and what the work answered. Rows of
 * other tables count as well: what a list does beside its own table may grow with the organization too.
 */
export function rowsRead<T>(
  org: Context["org"],
  actor: Context["actor"],
  work: (ctx: Context) => Promise<T>,
): Promise<{ rows: number; answer: T }> {
  return withTenant({ orgId: org.id, ...(actor.type === "user" && { userId: actor.id }) }, async (tx, raw) => {
    const readSoFar = async () => {
      const [row] = await raw<{ rows: string }[]>`
        select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) as rows from pg_stat_xact_all_tables
        where schemaname in ('public', 'private', 'auth')`;
      return Number(row?.rows ?? 0);
    };
    const before = await readSoFar();
    const answer = await work({ org, tx, actor, log: logger(), requestId: "test" });
    return { rows: (await readSoFar()) - before, answer };
  });
}
