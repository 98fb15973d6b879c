import { sql } from "kysely";
import type { Tx } from "../db/tenant";

/** Where a person is signed in. `address` is a town or a network, never a whole address; times are ISO 8601. */
export type OwnSession = {
  id: string;
  device: string;
  address: string;
  begun_at: string;
  seen_at: string;
  second_factor: boolean;
  is_current: boolean;
};

type Row = Omit<OwnSession, "begun_at" | "seen_at" | "is_current"> & { begun_at: Date; seen_at: Date };

/** The sessions of a person that are not over, last used first. */
export async function listSessions(tx: Tx, userId: string, currentId: string): Promise<OwnSession[]> {
  const { rows } = await sql<Row>`select * from private.sessions_of(${userId}::uuid)`.execute(tx);
  return rows.map((row) => ({
    ...row,
    begun_at: row.begun_at.toISOString(),
    seen_at: row.seen_at.toISOString(),
    is_current: row.id === currentId,
  }));
}
