import { sql } from "kysely";
import { refusalOf } from "../db/refusal-of";
import { type Organization, type Tx, withMember, withTenant } from "../db/tenant";
import { AppError } from "../errors";
import type { Actor } from "./context";
import { lesserRole, may, type Permission, scopeFor } from "./permissions";
import { onlyReads, type Scope } from "./scopes";

/** Whoever asked, and whose organization it is. */
export type Caller = { org: Pick<Organization, "id" | "slug">; actor: Actor };

/**
 * Goes on with a caller's work in a transaction of its own, for answers that outlast the first one: streams and long files.
 * It is asked anew whether the caller is still there and may. What they have lost meanwhile they have lost; what they had
 * not in the first transaction (by their network, their visit, their scopes) no later one gives them.
 * Throws `not_found`, `unauthenticated` or `forbidden`.
 */
export function inAnotherTransaction<T>(
  { org, actor }: Caller,
  permission: Permission,
  work: (now: { tx: Tx; actor: Actor }) => Promise<T>,
): Promise<T> {
  const goOn = (tx: Tx, now: Actor) => {
    if (!may(now, permission)) throw new AppError("forbidden", "This is not allowed any more.");
    return work({ tx, actor: now });
  };
  if (actor.type === "user") {
    return withMember({ userId: actor.id, sessionId: actor.sessionId ?? "" }, org.slug, (tx, { role, visit }) => {
      const readsOnly = actor.readsOnly || (visit !== null && visit.changes_reason === null);
      return goOn(tx, { ...actor, role: lesserRole(actor.role, role), readsOnly });
    });
  }
  return withTenant({ orgId: org.id }, async (tx) => {
    if (actor.type !== "api_key") return goOn(tx, actor);
    const now = await scopesOf(tx, org.id, actor.id);
    if (onlyReads(scopeFor(permission) ?? "calls:read")) await holdToReading(tx);
    return goOn(tx, { ...actor, scopes: actor.scopes.filter((scope) => now.includes(scope)) });
  });
}

async function scopesOf(tx: Tx, orgId: string, keyId: string): Promise<Scope[]> {
  const now = new Date();
  const found = await tx
    .selectFrom("api_keys as k")
    .innerJoin("organizations as o", "o.id", "k.org_id")
    .select(["k.scopes", "o.suspended_at"])
    .where("k.org_id", "=", orgId)
    .where("k.id", "=", keyId)
    .where("k.revoked_at", "is", null)
    .where("o.deleted_at", "is", null)
    .where((key) => key.or([key("k.retires_at", "is", null), key("k.retires_at", ">", now)]))
    .where((key) => key.or([key("k.expires_at", "is", null), key("k.expires_at", ">", now)]))
    .executeTakeFirst();
  if (!found) throw new AppError("unauthenticated", "This API key is no longer accepted.");
  if (found.suspended_at) throw refusalOf("suspended");
  // Written by our verbs alone, from the table of scopes.
  return found.scopes as Scope[];
}

/** As the door does for a key whose scope only reads: Postgres refuses every change of the work. */
function holdToReading(tx: Tx) {
  return sql`select set_config('transaction_read_only', 'on', true)`.execute(tx);
}
