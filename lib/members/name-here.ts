import { type RawBuilder, sql } from "kysely";
import { FORMER_MEMBER, STAFF } from "./unnamed";

/**
 * What a person is called inside an organization, as SQL: their name or address, while they belong to it; who was here on a visit is
 * platform staff, and everybody else has left.
 * @param row the alias of the row that names its organization and, in the column `person`, whom it is about
 * @param profile the alias of that person's profile, joined to the left
 */
export function nameHere(profile: string, row: string, person: string): RawBuilder<string> {
  return sql<string>`coalesce(
    nullif(${sql.ref(`${profile}.full_name`)}, ''), ${sql.ref(`${profile}.email`)},
    case when exists (
      select from public.visits visited
      where visited.org_id = ${sql.ref(`${row}.org_id`)} and visited.operator_id = ${sql.ref(`${row}.${person}`)}
    ) then ${sql.lit(STAFF)} else ${sql.lit(FORMER_MEMBER)} end)`;
}
