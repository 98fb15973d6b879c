import { randomUUID } from "node:crypto";
import type postgres from "postgres";

/** A row of `auth.mfa_factors`. */
export type Factor = {
  id: string;
  user_id: string;
  friendly_name: string;
  factor_type: string;
  status: "verified" | "unverified";
  secret: string;
  created_at: Date;
  updated_at: Date;
};

/** How a session came to be: `{ method, timestamp }` in Unix seconds, newest first. */
export type Amr = { method: string; timestamp: number }[];

export type Session = { id: string; aal: "aal1" | "aal2"; amr: Amr };

export type FactorStore = ReturnType<typeof factorStore>;

/** How long somebody has to finish an enrolment or to answer a challenge; GoTrue's defaults. */
const ENROLMENT = "5 minutes";
export const CHALLENGE_S = 300;

/** The tables of second factors, which the embedded auth server lacks. Source: supabase/auth migrations, 20221003 ff. */
export async function makeFactorTables(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    do $$ begin
      create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
      create type auth.factor_status as enum ('unverified', 'verified');
    exception when duplicate_object then null; end $$;
    create table if not exists auth.mfa_factors (
      id uuid primary key,
      user_id uuid not null references auth.users (id) on delete cascade,
      friendly_name text,
      factor_type auth.factor_type not null,
      status auth.factor_status not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      secret text,
      phone text,
      last_challenged_at timestamptz unique
    );
    create unique index if not exists mfa_factors_user_friendly_name_unique on auth.mfa_factors (friendly_name, user_id)
      where trim(friendly_name) <> '';
    create index if not exists mfa_factors_user_id_idx on auth.mfa_factors (user_id);
    create table if not exists auth.mfa_challenges (
      id uuid primary key,
      factor_id uuid not null references auth.mfa_factors (id) on delete cascade,
      created_at timestamptz not null,
      verified_at timestamptz,
      ip_address inet not null
    );
    create table if not exists auth.mfa_amr_claims (
      id uuid primary key,
      session_id uuid not null references auth.sessions (id) on delete cascade,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      authentication_method text not null,
      unique (session_id, authentication_method)
    );
  `);
}

/** Reads and writes factors, challenges and what a session has proved. */
export function factorStore(sql: postgres.Sql) {
  return {
    async factorsOf(userId: string): Promise<Factor[]> {
      return sql<Factor[]>`select * from auth.mfa_factors where user_id = ${userId} order by created_at`;
    },
    async forgetUnfinished(userId: string): Promise<void> {
      await sql`
        delete from auth.mfa_factors where user_id = ${userId} and status = 'unverified'
          and created_at < now() - ${ENROLMENT}::interval`;
    },
    async insertFactor(factor: { id: string; user_id: string; friendly_name: string; secret: string }): Promise<void> {
      await sql`
        insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
        values (${factor.id}, ${factor.user_id}, ${factor.friendly_name}, 'totp', 'unverified', ${factor.secret},
          now(), now())`;
    },
    async keepSecret(factorId: string, secret: string): Promise<void> {
      await sql`update auth.mfa_factors set secret = ${secret} where id = ${factorId}`;
    },
    async challenge(factorId: string, ip: string): Promise<{ id: string; expires_at: number }> {
      const id = randomUUID();
      await sql`
        insert into auth.mfa_challenges (id, factor_id, created_at, ip_address) values (${id}, ${factorId}, now(), ${ip})`;
      await sql`update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = ${factorId}`;
      return { id, expires_at: Math.floor(Date.now() / 1000) + CHALLENGE_S };
    },
    async findChallenge(id: string, factorId: string): Promise<{ age_s: number; verified: boolean } | undefined> {
      const [row] = await sql<{ age_s: number; verified: boolean }[]>`
        select extract(epoch from now() - created_at)::int as age_s, verified_at is not null as verified
        from auth.mfa_challenges where id = ${id} and factor_id = ${factorId}`;
      return row;
    },
    /** A challenge answered: the session rises to `aal2`, weaker sessions of the person and unfinished enrolments end. */
    async raise(sessionId: string, factor: Factor, challengeId: string): Promise<void> {
      await sql.begin(async (tx) => {
        await tx`update auth.mfa_challenges set verified_at = now() where id = ${challengeId}`;
        await tx`
          update auth.mfa_factors set status = 'verified', updated_at = now()
          where id = ${factor.id} and status = 'unverified'`;
        await noteMethod(tx, sessionId, "totp");
        await tx`
          update auth.sessions set aal = 'aal2', factor_id = ${factor.id}, updated_at = now() where id = ${sessionId}`;
        await tx`delete from auth.sessions where user_id = ${factor.user_id} and coalesce(aal, 'aal1') < 'aal2'`;
        await tx`
          delete from auth.mfa_factors
          where user_id = ${factor.user_id} and factor_type = 'totp' and status = 'unverified'`;
      });
    },
    /** Removes a factor; the sessions it had raised fall back to `aal1`. */
    async removeFactor(factor: Factor): Promise<void> {
      await sql.begin(async (tx) => {
        await tx`delete from auth.mfa_factors where id = ${factor.id}`;
        await tx`
          delete from auth.mfa_amr_claims a using auth.sessions s
          where s.id = a.session_id and s.factor_id = ${factor.id} and a.authentication_method = 'totp'`;
        await tx`update auth.sessions set aal = 'aal1', factor_id = null where factor_id = ${factor.id}`;
      });
    },
    async noteMethod(sessionId: string, method: string): Promise<void> {
      await noteMethod(sql, sessionId, method);
    },
    async findSession(id: string): Promise<Session | undefined> {
      const [row] = await sql<{ aal: Session["aal"] | null; begun: number }[]>`
        select aal, extract(epoch from created_at)::int as begun from auth.sessions where id = ${id}`;
      if (!row) return undefined;
      const amr = await sql<Amr>`
        select authentication_method as method, extract(epoch from updated_at)::int as timestamp
        from auth.mfa_amr_claims where session_id = ${id} order by updated_at desc`;
      return {
        id,
        aal: row.aal ?? "aal1",
        amr: amr.length > 0 ? [...amr] : [{ method: "password", timestamp: row.begun }],
      };
    },
    async currentRefreshToken(sessionId: string): Promise<string | undefined> {
      const [row] = await sql<{ token: string }[]>`
        select token from auth.refresh_tokens where session_id = ${sessionId} and not revoked
        order by created_at desc limit 1`;
      return row?.token;
    },
  };
}

async function noteMethod(sql: postgres.Sql | postgres.TransactionSql, sessionId: string, method: string) {
  await sql`
    insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
    select ${randomUUID()}, id, clock_timestamp(), clock_timestamp(), ${method} from auth.sessions where id = ${sessionId}
    on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at`;
}
