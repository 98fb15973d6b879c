import type postgres from "postgres";

/**
 * Gives a fresh cluster the roles, extensions and default privileges of a hosted Supabase project, so that a migration
 * that only works for a superuser, or that leaves a table open to `anon`, is found here and not in production.
 * Source: supabase/postgres, migrations/db/init-scripts. Safe to run again.
 */
export async function prepareDatabase(sql: postgres.Sql, password: string): Promise<void> {
  for (const role of ["anon", "authenticated"]) await createRole(sql, role, "nologin noinherit");
  await createRole(sql, "service_role", "nologin noinherit bypassrls");
  await createRole(sql, "postgres", "login createdb createrole replication bypassrls");
  await sql.unsafe(`alter role postgres password '${password}'`);
  await sql.unsafe(`
    grant anon, authenticated, service_role to postgres with admin option;
    grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
    alter database postgres owner to postgres;
    alter database postgres set search_path to "$user", public, extensions;
    create schema if not exists extensions authorization postgres;
    grant usage on schema extensions to anon, authenticated, service_role;
    create extension if not exists pg_stat_statements with schema extensions;
    create extension if not exists pgcrypto with schema extensions;
    grant usage on schema public to anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      grant all on tables to anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      grant all on functions to anon, authenticated, service_role;
    alter default privileges for role postgres in schema public
      grant all on sequences to anon, authenticated, service_role;
  `);
}

/** After the auth server has made its schema: what hosted Supabase lets the working role do with it. */
export async function openAuthSchema(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema auth to postgres, anon, authenticated, service_role;
    grant all on all tables in schema auth to postgres with grant option;
    grant all on all sequences in schema auth to postgres with grant option;
    grant execute on all functions in schema auth to postgres, anon, authenticated, service_role;
  `);
}

async function createRole(sql: postgres.Sql, name: string, attributes: string): Promise<void> {
  const [existing] = await sql`select 1 from pg_roles where rolname = ${name}`;
  if (!existing) await sql.unsafe(`create role ${name} ${attributes}`);
}
