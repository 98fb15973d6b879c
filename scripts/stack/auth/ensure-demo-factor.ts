import postgres from "postgres";
import { DEMO_ACCOUNTS } from "../demo";
import { createFactor } from "./create-factor";

/**
 * Gives the demo operator the authenticator app whose codes the mailbox shows, unless they have one of their own: nothing
 * of the operator's area opens without a second factor, here as in production. The secret is random and this stack's own.
 */
export async function ensureDemoFactor(databaseUrl: string, secret: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [operator] = await sql<{ id: string }[]>`
      select u.id from auth.users u
      where u.email = ${DEMO_ACCOUNTS.operator.email}
        and not exists (select from auth.mfa_factors f where f.user_id = u.id and f.status = 'verified')`;
    if (operator) await createFactor(sql, operator.id, secret);
  } finally {
    await sql.end();
  }
}
