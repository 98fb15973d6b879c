import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import type { Guessed } from "./guard-attempts";
import { tellOwner } from "./tell-owner";

/** Has the owner mailed that their account is locked, with a link that unlocks it. An address without an account gets nothing. */
export async function tellOfLock(what: Guessed, email: string, key: string, since: Date): Promise<void> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ owner: string | null }>`select private.account_at(${email}) as owner`.execute(tx),
  );
  const owner = rows[0]?.owner;
  if (!owner) return;
  const happening = `${key.slice(0, 16)}/${since.getTime()}/locked`;
  await tellOwner(owner, happening, { about: "locked", what, lock: key, since: since.getTime() });
}
