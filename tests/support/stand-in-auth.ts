import type postgres from "postgres";

/** Of the auth server's schema, the table that ours refer to: for databases that nobody signs in to. */
export async function standInForAuth(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema auth;
    create table auth.users (id uuid primary key);
    grant usage on schema auth to postgres;
    grant all on auth.users to postgres;
  `);
}
