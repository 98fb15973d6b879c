import { sql } from "kysely";
import type { Tx } from "../db/tenant";

/** Whether a person has a second factor, and how many recovery codes are left. */
export type SecondFactor = { enrolled: boolean; recovery_codes_left: number };

export async function readSecondFactor(tx: Tx, userId: string): Promise<SecondFactor> {
  const { rows } = await sql<SecondFactor>`
    select private.has_second_factor(${userId}::uuid) as enrolled,
      private.recovery_codes_left(${userId}::uuid) as recovery_codes_left`.execute(tx);
  return rows[0] ?? { enrolled: false, recovery_codes_left: 0 };
}
