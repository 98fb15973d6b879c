import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";

/** Forgets what was kept beside sessions that the auth server has ended, and attempts of more than a day ago. @returns how many */
export async function forgetSessions(): Promise<number> {
  const { rows } = await withOperatorRole((tx) =>
    sql<{ forgotten: number }>`select private.forget_sessions() + private.forget_old_attempts() as forgotten`.execute(
      tx,
    ),
  );
  return rows[0]?.forgotten ?? 0;
}
