import { randomUUID } from "node:crypto";
import { withMember } from "@/lib/db/tenant";
import { database } from "./database";

type Work<T> = Parameters<typeof withMember<T>>[2];

/** A transaction of a person in an organization, as a request of theirs would have: in a session of its own. */
export async function asMember<T>(userId: string, slug: string, work: Work<T>): Promise<T> {
  return withMember({ userId, sessionId: await openSession(userId) }, slug, work);
}

/** A session as the auth server keeps it, without a token; one that has shown the second factor where there is one. */
export async function openSession(userId: string): Promise<string> {
  const id = randomUUID();
  await database()`
    insert into auth.sessions (id, user_id, aal, created_at, updated_at)
    select ${id}, ${userId}, case when private.has_second_factor(${userId}) then 'aal2' else 'aal1' end, now(), now()`;
  return id;
}
