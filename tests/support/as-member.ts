import { randomUUID } from "node:crypto";
import { withMember } from "@/lib/db/tenant";
import { database } from "./database";
import { noteRaised } from "./note-raised";

type Work<T> = Parameters<typeof withMember<T>>[2];

/** A transaction of a person in an organization, as a request of theirs would have: in a session of its own. */
export async function asMember<T>(userId: string, slug: string, work: Work<T>): Promise<T> {
  return withMember({ userId, sessionId: await openSession(userId) }, slug, work);
}

/** A session as the auth server keeps it, without a token; one that has shown the second factor where there is one. */
export async function openSession(userId: string): Promise<string> {
  const id = randomUUID();
  await database()`
    insert into auth.sessions (id, user_id, aal, factor_id, created_at, updated_at)
    select ${id}, p.id, case when f.id is null then 'aal1' else 'aal2' end, f.id, now(), now()
    from (select ${userId}::uuid as id) p
    left join auth.mfa_factors f on f.user_id = p.id and f.status = 'verified'`;
  await noteRaised(id);
  return id;
}
