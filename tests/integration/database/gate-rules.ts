import type postgres from "postgres";

export type GateRule = {
  name: string;
  /** A query of the catalogue whose every row is a violation, told in its column `violation`. */
  query: string;
};

const OURS = "n.nspname in ('public', 'private')";
const IS_TABLE = "c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')";
const ORG_COLUMN = "a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped";
const HAS_ORG = `exists (select from pg_attribute a where ${ORG_COLUMN})`;

/** The one policy that takes away instead of giving: for all commands, without a check of its own. */
const WANTS_SECOND_FACTOR = `not p.polpermissive and p.polcmd = '*' and p.polroles = array['app_operator'::regrole]::oid[]
  and pg_get_expr(p.polqual, p.polrelid) = '( SELECT private.operator_stands() AS operator_stands)' and p.polwithcheck is null`;

/** What every table, function and role of ours must be, whoever adds the next one. Promise S3. */
export const GATE_RULES: GateRule[] = [
  {
    name: "row-level security is enabled and forced on every table and partition",
    query: `select c.relname as violation from pg_class c
      where ${IS_TABLE} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    name: "org_id is required and leads an index",
    query: `select c.relname as violation from pg_class c join pg_attribute a on ${ORG_COLUMN}
      where ${IS_TABLE} and (not a.attnotnull or not exists (
        select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null))`,
  },
  {
    name: "org_id can't change",
    query: `select c.relname as violation from pg_class c
      where ${IS_TABLE} and ${HAS_ORG} and not exists (
        select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O'
          and t.tgfoid = 'private.forbid_org_change()'::regprocedure)`,
  },
  {
    name: "every policy is the organization's own, for our two roles alone",
    query: `select format('%s on %s: %s', p.polname, c.relname, pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid)) as violation
      from pg_policy p join pg_class c on c.oid = p.polrelid
      cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) as e (expression)
      where ${IS_TABLE} and not (${WANTS_SECOND_FACTOR}) and (
        not p.polroles <@ array['app_tenant'::regrole, 'app_operator'::regrole]::oid[]
        or (e.expression is not null and case
          when not ${HAS_ORG} then e.expression !~ 'current_(org|person)\\(\\)'
          when p.polroles = array['app_tenant'::regrole]::oid[]
            then e.expression <> '(org_id = ( SELECT private.current_org() AS current_org))'
          else e.expression <> '(org_id = COALESCE(( SELECT private.current_org() AS current_org), org_id))'
        end))`,
  },
  {
    name: "no table opens to an operator without their second factor",
    query: `select format('%s on %s', p.polname, c.relname) as violation
      from pg_policy p join pg_class c on c.oid = p.polrelid
      where ${IS_TABLE} and p.polpermissive and p.polroles && array['app_operator'::regrole]::oid[]
        and not exists (select from pg_policy p where p.polrelid = c.oid and ${WANTS_SECOND_FACTOR})`,
  },
  {
    name: "foreign keys between tenant tables include org_id",
    query: `select format('%s on %s', k.conname, c.relname) as violation
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and r.relnamespace = 'public'::regnamespace
        and ${HAS_ORG} and (r.relname = 'organizations' or ${HAS_ORG.replaceAll("c.oid", "r.oid")})
        and not exists (
          select from unnest(k.conkey, k.confkey) as pair (ours, theirs)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours and a.attname = 'org_id'
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
            and b.attname = case r.relname when 'organizations' then 'id' else 'org_id' end)`,
  },
  {
    name: "every function pins an empty search_path, or runs with its caller's rights a body resolved when it was made",
    query: `select p.oid::regprocedure::text as violation from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and not coalesce(p.proconfig @> array['search_path=""'], false)
        and not (p.prosqlbody is not null and not p.prosecdef)`,
  },
  {
    name: "no function can be executed by everybody or by the Data API's roles",
    query: `select format('%s by %s', p.oid::regprocedure, coalesce(g.grantee::regrole::text, 'PUBLIC')) as violation
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as g
      where ${OURS} and (g.grantee = 0 or g.grantee in ('anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole))`,
  },
  {
    name: "the Data API's roles hold nothing of ours, now or by default",
    query: `
      with outsiders as (select oid, rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role'))
      select format('%s on %s', o.rolname, c.relname) as violation
        from pg_class c cross join lateral aclexplode(c.relacl) as g left join outsiders o on o.oid = g.grantee
        where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and (o.oid is not null or g.grantee = 0)
      union all
      select format('%s in schema %s', o.rolname, n.nspname) from outsiders o cross join pg_namespace n
        where (${OURS} or n.nspname = 'pgboss') and has_schema_privilege(o.oid, n.oid, 'usage, create')
      union all
      select format('by default %s', coalesce(o.rolname, 'everybody'))
        from pg_default_acl d cross join lateral aclexplode(d.defaclacl) as g left join outsiders o on o.oid = g.grantee
        where d.defaclrole = 'postgres'::regrole and d.defaclnamespace in (0, 'public'::regnamespace, 'private'::regnamespace)
          and (o.oid is not null or g.grantee = 0)`,
  },
  {
    name: "our two roles can't sign in, pass policies or become somebody else",
    query: `select r.rolname as violation from pg_roles r where r.rolname in ('app_tenant', 'app_operator') and (
        r.rolcanlogin or r.rolbypassrls or r.rolsuper or r.rolcreaterole or r.rolcreatedb
        or exists (select from pg_auth_members m where m.member = r.oid))`,
  },
  {
    name: "every text and json column says whether it is personal (comment: pii, phi or none)",
    query: `select format('%s.%s', c.relname, a.attname) as violation
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where ${IS_TABLE} and not c.relispartition and a.attgenerated = ''
        and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype, 'inet'::regtype, 'text[]'::regtype)
        and coalesce(col_description(c.oid, a.attnum), '') !~ '^(pii|phi|none)\\y'
        -- A column that may hold named words only can hold nobody's.
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
          and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\[')`,
  },
];

/** The violations of a rule; none is what we want. */
export async function violationsOf(sql: postgres.Sql | postgres.TransactionSql, rule: GateRule): Promise<string[]> {
  const rows = await sql.unsafe<{ violation: string }[]>(rule.query);
  return [...new Set(rows.map(({ violation }) => violation))].sort();
}
