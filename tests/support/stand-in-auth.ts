import type postgres from "postgres";

/** Of the auth server's schema, the tables that ours refer to: for databases that nobody signs in to. */
export async function standInForAuth(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema auth;
    create table auth.users (id uuid primary key);
    create table auth.sessions (id uuid primary key, user_id uuid, created_at timestamptz, refreshed_at timestamp,
      not_after timestamptz, aal text, factor_id uuid);
    create table auth.mfa_factors (id uuid primary key, user_id uuid, status text);
    create table auth.mfa_amr_claims (id uuid primary key, session_id uuid, authentication_method text);
    grant usage on schema auth to postgres;
    grant all on all tables in schema auth to postgres;
  `);
}
