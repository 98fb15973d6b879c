import { sql } from "kysely";
import type { Context } from "../auth/context";

/**
 * What the people and keys that made entries are called, by their id, while we know them. Asked for beside the page: joined to
 * it by a text that is an id, the database reads every profile there is.
 */
export async function namesOfActors(
  ctx: Context,
  entries: readonly { actor_type: string; actor_id: string | null }[],
): Promise<Map<string, string>> {
  const of = (...types: string[]) => [
    ...new Set(entries.flatMap(({ actor_type, actor_id }) => (actor_id && types.includes(actor_type) ? actor_id : []))),
  ];
  const [people, keys] = [of("user", "operator"), of("api_key")];
  if (people.length + keys.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select p.user_id as id, p.full_name as name from public.profiles p where p.user_id = any(${people}::uuid[])
    union all
    select k.id, k.name from public.api_keys k where k.org_id = ${ctx.org.id} and k.id = any(${keys}::uuid[])`.execute(
    ctx.tx,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
