import { database } from "./database";

/**
 * A hash of every row of an organization in every table, and of the jobs under way for it.
 * @param without a column that may differ
 */
export async function fingerprint(orgId: string, without = ""): Promise<Record<string, string>> {
  const sql = database();
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
  const prints: Record<string, string> = {};
  const hash = (from: string) =>
    `select md5(coalesce(string_agg(row::text, e'\\n' order by row::text), '')) as hash from (${from}) as r(row)`;
  const sources = [
    ...tables.map(
      ({ name }) => [name, `select to_jsonb(t) - '${without}' from public.${name} t where t.org_id = $1`] as const,
    ),
    ["organizations", "select to_jsonb(t) from public.organizations t where t.id = $1"] as const,
    ["jobs", "select to_jsonb(t.id) from pgboss.job t where t.data ->> 'org_id' = $1::text"] as const,
  ];
  for (const [name, source] of sources) {
    const [row] = await sql.unsafe<{ hash: string }[]>(hash(source), [orgId]);
    prints[name] = row?.hash ?? "";
  }
  return prints;
}
