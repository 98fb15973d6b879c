import { sql } from "kysely";
import type { Organization, Role, Tx } from "../db/tenant";

/** The organizations a person belongs to, by name, with the role they hold in each. */
export async function organizationsOf(
  tx: Tx,
  userId: string,
): Promise<(Pick<Organization, "id" | "slug" | "name" | "industry" | "colour"> & { role: Role })[]> {
  const found = await sql<Pick<Organization, "id" | "slug" | "name" | "industry" | "colour"> & { role: Role }>`
    select * from private.organizations_of(${userId}::uuid)`.execute(tx);
  return found.rows;
}
