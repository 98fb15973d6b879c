import { sql } from "kysely";
import type { Tx } from "../db/tenant";

/** Whether a person is platform staff. */
export async function isOperator(tx: Tx, userId: string): Promise<boolean> {
  const answer = await sql<{ yes: boolean }>`select private.is_operator(${userId}::uuid) as yes`.execute(tx);
  return answer.rows[0]?.yes ?? false;
}
