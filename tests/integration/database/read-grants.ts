import type postgres from "postgres";

/**
 * Who may do what with our schemas, tables, columns and functions, one line for each object and role; the owner and the
 * server's superusers are left out. Partitions of a month share a line.
 */
export async function readGrants(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    with schemas as (select oid, nspname, nspacl, nspowner from pg_namespace where nspname in ('public', 'private', 'pgboss')),
    grants as (
      select 'schema' as kind, n.nspname as object, g.grantee, g.privilege_type as privilege, n.nspowner as owner
      from schemas n cross join lateral aclexplode(n.nspacl) as g
      union all
      select 'table', format('%s.%s', n.nspname, regexp_replace(c.relname, '_\d{4}_\d{2}$', '_<month>')), g.grantee, g.privilege_type, c.relowner
      from pg_class c join schemas n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) as g
      where c.relkind in ('r', 'p', 'v', 'm', 'S')
      union all
      select 'table', format('%s.%s', n.nspname, c.relname), g.grantee, format('%s (%s)', g.privilege_type, a.attname), c.relowner
      from pg_class c join schemas n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid cross join lateral aclexplode(a.attacl) as g
      union all
      select 'function', p.oid::regprocedure::text, g.grantee, g.privilege_type, p.proowner
      from pg_proc p join schemas n on n.oid = p.pronamespace
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as g
      where n.nspname <> 'pgboss'
    )
    select format('%s %s: %s may %s', kind, object, coalesce(r.rolname, 'everybody'), string_agg(distinct lower(privilege), ', ' order by lower(privilege))) as line
    from grants g left join pg_roles r on r.oid = g.grantee
    where g.grantee <> g.owner and coalesce(r.rolname, '') not in ('postgres', 'pg_database_owner')
    group by kind, object, r.rolname order by kind, object, r.rolname`;
  return rows.map(({ line }) => line);
}

/** Every policy in full: what S1 proves by behaviour, for the eye of a reviewer. */
export async function readPolicies(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select format('%s %s for %s to %s using %s with check %s', tablename, policyname, lower(cmd), array_to_string(roles, ', '),
      coalesce(qual, '-'), coalesce(with_check, '-')) as line
    from pg_policies where schemaname = 'public' order by 1`;
  return rows.map(({ line }) => line.replaceAll(/\s+/g, " "));
}
