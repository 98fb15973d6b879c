import { createHash, randomInt } from "node:crypto";
import type postgres from "postgres";

/** The columns of `auth.users` that the hook and the gaps of the embedded auth server need. */
export type AuthUser = {
  id: string;
  email: string;
  phone: string | null;
  email_change: string | null;
  confirmed_at: Date | null;
  confirmation_sent_at: Date | null;
  raw_app_meta_data: Record<string, unknown>;
  raw_user_meta_data: Record<string, unknown>;
  created_at: Date;
  updated_at: Date;
};

export type AuthStore = {
  findByEmail(email: string): Promise<AuthUser | undefined>;
  findById(id: string): Promise<AuthUser | undefined>;
  /** Gives an unconfirmed person a new confirmation token. */
  renewConfirmation(user: AuthUser): Promise<{ token: string; tokenHash: string }>;
  /** Takes back a sign-up whose mail could not be sent. A confirmed person is never touched. */
  forgetUnconfirmed(email: string, tokenHash: string): Promise<void>;
};

const COLUMNS = [
  "id",
  "email",
  "phone",
  "email_change",
  "confirmed_at",
  "confirmation_sent_at",
  "raw_app_meta_data",
  "raw_user_meta_data",
  "created_at",
  "updated_at",
] as const;

/** Direct access to the auth server's own table, with its token scheme: SHA-256 of address and code. */
export function authStore(sql: postgres.Sql): AuthStore {
  return {
    async findByEmail(email) {
      const [user] = await sql<AuthUser[]>`select ${sql(COLUMNS)} from auth.users where email = ${email.toLowerCase()}`;
      return user && withMetadata(user);
    },
    async findById(id) {
      const [user] = await sql<AuthUser[]>`select ${sql(COLUMNS)} from auth.users where id = ${id}`;
      return user && withMetadata(user);
    },
    async renewConfirmation(user) {
      const token = String(randomInt(0, 1_000_000)).padStart(6, "0");
      const tokenHash = hashToken(user.email, token);
      await sql`
        update auth.users set confirmation_token = ${tokenHash}, confirmation_sent_at = now()
        where id = ${user.id} and email_confirmed_at is null`;
      return { token, tokenHash };
    },
    async forgetUnconfirmed(email, tokenHash) {
      await sql`
        delete from auth.users
        where email = ${email.toLowerCase()} and confirmation_token = ${tokenHash} and email_confirmed_at is null`;
    },
  };
}

export function hashToken(email: string, token: string): string {
  return createHash("sha256")
    .update(email.toLowerCase() + token)
    .digest("hex");
}

/** The embedded server writes metadata as a JSON text inside the jsonb column. */
function withMetadata(user: AuthUser): AuthUser {
  const parse = (value: unknown) =>
    (typeof value === "string" ? JSON.parse(value) : (value ?? {})) as Record<string, unknown>;
  return {
    ...user,
    raw_app_meta_data: parse(user.raw_app_meta_data),
    raw_user_meta_data: parse(user.raw_user_meta_data),
  };
}
