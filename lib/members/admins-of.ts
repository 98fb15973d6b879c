import type { Tx } from "../db/tenant";

/** Where an organization's admins are written to. */
export function adminsOf(tx: Tx, orgId: string): Promise<{ user_id: string; email: string }[]> {
  return tx
    .selectFrom("memberships as m")
    .innerJoin("profiles as p", "p.user_id", "m.user_id")
    .where("m.org_id", "=", orgId)
    .where("m.role", "=", "org_admin")
    .select(["p.user_id", "p.email"])
    .execute();
}
