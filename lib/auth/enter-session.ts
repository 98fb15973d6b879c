import { sql } from "kysely";
import { type Reader, withoutTenant } from "../db/tenant";

/** A session as the database judges it. `proved_at` (Unix ms) is when its person last showed who they are. */
export type Session = {
  id: string;
  state: "good" | "code_needed" | "over";
  has_second_factor: boolean;
  is_operator: boolean;
  proved_at: number;
};

type Row = { state: Session["state"]; has_factor: boolean; is_operator: boolean; proved_at: Date | null };

/** Asks where a session stands, and notes that it was used, from which device and network. */
export async function enterSession(reader: Reader, device: string, address: string): Promise<Session> {
  const { rows } = await withoutTenant((tx) =>
    sql<Row>`
      select * from private.enter_session(${reader.userId}::uuid, ${reader.sessionId}::uuid, ${device}, ${address})`.execute(
      tx,
    ),
  );
  const [row] = rows;
  return {
    id: reader.sessionId,
    state: row?.state ?? "over",
    has_second_factor: row?.has_factor ?? false,
    is_operator: row?.is_operator ?? false,
    proved_at: row?.proved_at?.getTime() ?? 0,
  };
}
