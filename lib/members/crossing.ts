import type { Context } from "../auth/context";
import type { Organization, Role } from "../db/tenant";
import type { PersonContext } from "../http/with-user";
import { addToTrail } from "../log/trail";

/** What the doors of joining and leaving return: the organization, and the role held in it. */
export type CrossedInto = Organization & { role: Role };

/** The context of a person whose transaction a door has just put behind an organization's wall. */
export function crossedContext(
  { person, tx, log, requestId, ip }: PersonContext,
  { role, ...org }: CrossedInto,
): Context {
  addToTrail({ org_id: org.id });
  return {
    org,
    tx,
    requestId,
    log,
    ip,
    actor: { type: "user", id: person.id, role },
  };
}
