import { sql } from "kysely";
import { withOperatorRole, withTenant } from "../db/tenant";
import { startMove } from "./start-move";

const MOST = 100;

/**
 * Gives every organization whose kept data is not in the form its protection asks for a move: those from before protection, and
 * those in which a delivery was written in the old form while the setting went around. @returns how many organizations
 */
export async function enqueueMoves(): Promise<number> {
  const organizations = await withOperatorRole((tx) =>
    tx
      .selectFrom("organizations")
      .select("id")
      .where("deleted_at", "is", null)
      .where(sql<boolean>`phi_kept_as is distinct from phi_protection`)
      .limit(MOST)
      .execute(),
  );
  for (const { id } of organizations) await withTenant({ orgId: id }, (tx) => startMove(tx, id));
  return organizations.length;
}
