import { randomUUID } from "node:crypto";
import type postgres from "postgres";

/**
 * Gives a person an authenticator app straight in the auth server's tables, for seeds and tests; the auth server seals
 * the secret at its first use. Made again, the secret is renewed.
 * @param secret Base32
 */
export async function createFactor(sql: postgres.Sql, userId: string, secret: string): Promise<void> {
  await sql`delete from auth.mfa_factors where user_id = ${userId}`;
  await sql`
    insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
    values (${randomUUID()}, ${userId}, 'Authenticator app', 'totp', 'verified', ${secret}, now(), now())`;
}
