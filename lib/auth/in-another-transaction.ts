import { type Organization, type Tx, withMember, withTenant } from "../db/tenant";
import { AppError } from "../errors";
import type { Actor } from "./context";
import { may, type Permission } from "./permissions";
import type { Scope } from "./scopes";

/** Whoever asked, and whose organization it is. */
export type Caller = { org: Pick<Organization, "id" | "slug">; actor: Actor };

/**
 * Goes on with a caller's work in a transaction of its own, for answers that outlast the first one: streams and long files.
 * It is asked anew whether the caller is still there and may. Throws `not_found`, `unauthenticated` or `forbidden`.
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
    return withMember({ userId: actor.id, sessionId: actor.sessionId ?? "" }, org.slug, (tx, { role }) =>
      goOn(tx, { ...actor, role }),
    );
  }
  return withTenant({ orgId: org.id }, async (tx) =>
    goOn(tx, actor.type === "api_key" ? { ...actor, scopes: await scopesOf(tx, org.id, actor.id) } : actor),
  );
}

async function scopesOf(tx: Tx, orgId: string, keyId: string): Promise<Scope[]> {
  const now = new Date();
  const found = await tx
    .selectFrom("api_keys")
    .select("scopes")
    .where("org_id", "=", orgId)
    .where("id", "=", keyId)
    .where("revoked_at", "is", null)
    .where((key) => key.or([key("retires_at", "is", null), key("retires_at", ">", now)]))
    .where((key) => key.or([key("expires_at", "is", null), key("expires_at", ">", now)]))
    .executeTakeFirst();
  if (!found) throw new AppError("unauthenticated", "This API key is no longer accepted.");
  // Written by our verbs alone, from the table of scopes.
  return found.scopes as Scope[];
}
