import { sql } from "kysely";
import { type Reader, withoutTenant } from "../db/tenant";

/** Remembers that the person of a session has shown who they are, this moment; see `requireRecentProof`. */
export async function noteProof({ userId, sessionId }: Reader): Promise<void> {
  await withoutTenant((tx) => sql`select private.note_proof(${userId}::uuid, ${sessionId}::uuid)`.execute(tx));
}
