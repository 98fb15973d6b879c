import { sql } from "kysely";
import type { Context } from "../auth/context";

/** Longer than a transaction of a tenant may last: nothing that commits late has an older id than this before the newest. */
const LATE_COMMIT_MS = 20_000;

const known = new WeakMap<Context["tx"], Promise<string>>();

/**
 * The state of an organization's facts: it changes with every event that commits, and only then. Read from the database
 * in the request's own transaction, so there is no message that could come late or be lost. An event's id is older than
 * its commit; the count of those just before the newest tells of one that committed after it.
 */
export function versionOf(ctx: Context): Promise<string> {
  const read = known.get(ctx.tx) ?? readVersion(ctx);
  known.set(ctx.tx, read);
  return read;
}

async function readVersion(ctx: Context): Promise<string> {
  const org = sql`${ctx.org.id}::uuid`;
  const { rows } = await sql<{ newest: string | null; counted: number }>`
    with newest as materialized (select id from events where org_id = ${org} order by id desc limit 1)
    select
      (select id from newest) as newest,
      (select count(*)::int from events where org_id = ${org} and id >= (
        select (lpad(to_hex(
          ('x' || lpad(replace(left(id::text, 13), '-', ''), 16, '0'))::bit(64)::bigint - ${LATE_COMMIT_MS}::bigint
        ), 12, '0') || '00000000000000000000')::uuid from newest
      )) as counted`.execute(ctx.tx);
  const [row] = rows;
  return row?.newest ? `${row.newest}-${row.counted}` : "none";
}
