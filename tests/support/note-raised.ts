import { database } from "./database";

/** Has the product know that a session has shown its second factor, as its own door does after the right code. */
export async function noteRaised(sessionId: string): Promise<void> {
  await database()`
    insert into private.sessions (id, user_id, seen_at, proved_at, raised_by)
    select id, user_id, 'epoch', now(), factor_id from auth.sessions
    where id = ${sessionId} and aal = 'aal2'
    on conflict (id) do update set raised_by = excluded.raised_by`;
}
