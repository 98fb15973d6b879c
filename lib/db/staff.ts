import { sql } from "kysely";
import { AppError } from "../errors";
import { type Organization, type Reader, type Tx, withoutTenant } from "./tenant";

/**
 * One transaction of platform staff who act on an organization from outside: behind its wall, so that it stands in the
 * organization's own history. Deleted ones as well. Throws `not_found` where there is none.
 */
export function asStaffIn<T>(
  staff: Reader,
  orgId: string,
  work: (tx: Tx, org: Organization) => Promise<T>,
): Promise<T> {
  return withoutTenant(async (tx) => {
    const { rows } = await sql<Organization>`
      select * from private.enter_for_staff(${staff.userId}::uuid, ${staff.sessionId}::uuid, ${orgId}::uuid)`.execute(
      tx,
    );
    const [org] = rows;
    if (!org) throw new AppError("not_found", "There is no such organization.");
    return work(tx, org);
  });
}
