import { sql } from "kysely";
import type { Reader, Tx } from "../db/tenant";

/** Whether a session may act as platform staff, and what it lacks when its person is but it may not. */
export async function operatorStanding(
  tx: Tx,
  { userId, sessionId }: Reader,
): Promise<"none" | "factor_needed" | "code_needed" | "good"> {
  const { rows } = await sql<{ standing: "none" | "factor_needed" | "code_needed" | "good" }>`
    select private.operator_standing(${userId}::uuid, ${sessionId}::uuid) as standing`.execute(tx);
  return rows[0]?.standing ?? "none";
}
