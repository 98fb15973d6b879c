import { sql } from "kysely";
import type { Context } from "../auth/context";
import type { AuditEntry } from "./schemas";

/** Somebody who stands in the log, for choosing whose entries to see. */
export type AuditActor = Pick<AuditEntry, "actor_type" | "actor_name"> & { actor_id: string };

/** Everybody who ever acted here, by name: one step of an index for each, however long the log is. At most 200. */
export async function listActors(ctx: Context): Promise<{ data: AuditActor[] }> {
  const { rows } = await sql<AuditActor>`
    with recursive walk as (
      (
        select l.actor_id, l.actor_type from public.audit_log l
        where l.org_id = ${ctx.org.id} and l.actor_id is not null
        order by l.actor_id, l.seq desc limit 1
      )
      union all
      select next.actor_id, next.actor_type from walk
      cross join lateral (
        select l.actor_id, l.actor_type from public.audit_log l
        where l.org_id = ${ctx.org.id} and l.actor_id > walk.actor_id
        order by l.actor_id, l.seq desc limit 1
      ) next
    )
    select w.actor_id, w.actor_type, p.full_name as actor_name
    from (select * from walk limit 200) w
    left join public.profiles p
      on p.user_id = case when w.actor_type in ('user', 'operator') then w.actor_id::uuid end
    order by w.actor_type = 'job', p.full_name nulls last, w.actor_id`.execute(ctx.tx);
  return { data: rows };
}
