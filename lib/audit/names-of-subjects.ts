import { sql } from "kysely";
import type { Context } from "../auth/context";

/** What the things that entries speak of are called now: by their id, without those that have no name or are gone. */
export async function namesOfSubjects(
  ctx: Context,
  entries: readonly { subject_id: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap(({ subject_id }) => subject_id ?? []))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from public.agents a where a.org_id = ${ctx.org.id} and a.id = any(${ids}::uuid[])
    union all
    select c.id, c.label from public.credentials c where c.org_id = ${ctx.org.id} and c.id = any(${ids}::uuid[])
    union all
    select k.id, k.name from public.api_keys k where k.org_id = ${ctx.org.id} and k.id = any(${ids}::uuid[])
    union all
    select d.id, d.hostname from public.domains d where d.org_id = ${ctx.org.id} and d.id = any(${ids}::uuid[])
    union all
    select i.id, i.email from public.invitations i where i.org_id = ${ctx.org.id} and i.id = any(${ids}::uuid[])
    union all
    select v.id, v.name from public.saved_views v where v.org_id = ${ctx.org.id} and v.is_shared and v.id = any(${ids}::uuid[])
    union all
    select p.user_id, p.full_name from public.profiles p where p.user_id = any(${ids}::uuid[])`.execute(ctx.tx);
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}
