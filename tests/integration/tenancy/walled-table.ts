import type postgres from "postgres";

/** A table of ours as the catalogue describes it. */
export type WalledTable = {
  name: string;
  /** The partitioned table it belongs to. */
  parent: string | null;
  key: string[];
  /** Columns that can be written. */
  columns: string[];
  policies: { name: string; command: "all" | "select" | "insert" | "update" | "delete"; checks: boolean }[];
};

/** Every table and every partition in schema public. */
export async function readWalledTables(sql: postgres.Sql | postgres.TransactionSql): Promise<WalledTable[]> {
  return sql<WalledTable[]>`
    select c.relname as name,
      (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as parent,
      (select array_agg(a.attname::text order by a.attnum) from pg_index x
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.indkey) where x.indrelid = c.oid and x.indisprimary) as key,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'name', p.polname, 'checks', p.polwithcheck is not null,
          'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
        ) order by p.polname) from pg_policy p where p.polrelid = c.oid
      ), '[]') as policies
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by 1`;
}

/** `events_2026_11` is one of many alike: they share one line of the matrix. */
export const familyOf = (table: string): string => table.replace(/_\d{4}_\d{2}$/, "_<month>");

/** An instant whose rows a partition holds; now for every other table. */
export function instantOf(table: string): Date {
  const month = /_(\d{4})_(\d{2})$/.exec(table);
  if (month) return new Date(`${month[1]}-${month[2]}-15T12:00:00Z`);
  return table.endsWith("_default") ? new Date("2001-01-15T12:00:00Z") : new Date();
}
