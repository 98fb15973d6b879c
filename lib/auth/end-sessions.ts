import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { AppError } from "../errors";

/** Ends one session of a person. Somebody else's, or one that is over, is `not_found`. */
export async function endSession(tx: Tx, userId: string, sessionId: string): Promise<void> {
  if ((await end(tx, userId, sessionId, null)) === 0)
    throw new AppError("not_found", "There is no such session, or it has ended.");
}

/** Ends all sessions of a person but one. @returns how many ended */
export function endOtherSessions(tx: Tx, userId: string, keep: string): Promise<number> {
  return end(tx, userId, null, keep);
}

async function end(tx: Tx, userId: string, sessionId: string | null, keep: string | null): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select private.end_sessions(${userId}::uuid, ${sessionId}::uuid, ${keep}::uuid) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}
