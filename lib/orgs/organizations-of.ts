import { sql } from "kysely";
import type { Organization, Role, Tx } from "../db/tenant";

/** An organization of somebody's, as the switcher names it. */
export type Belonging = Pick<Organization, "id" | "slug" | "name" | "industry" | "colour"> & {
  logo_id: string | null;
  is_suspended: boolean;
  role: Role;
};

/** The organizations a person belongs to, by name, with the role they hold in each. */
export async function organizationsOf(tx: Tx, userId: string): Promise<Belonging[]> {
  const found = await sql<Belonging>`
    select * from private.organizations_of(${userId}::uuid)`.execute(tx);
  return found.rows;
}
