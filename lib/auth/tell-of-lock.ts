import { sql } from "kysely";
import { accountLockedMail } from "@/emails/account-locked";
import { withoutTenant } from "../db/tenant";
import { env } from "../env";
import type { Guessed } from "./guard-attempts";
import { tellOwner } from "./tell-owner";
import { unlockToken } from "./unlock-account";

/** Mails the owner that their account is locked, with a link that unlocks it. An address without an account gets nothing. */
export function tellOfLock(what: Guessed, email: string, key: string, since: Date): void {
  const link = `${env().PUBLIC_BASE_URL}/unlock?token=${unlockToken(key, since)}`;
  tellOwner(email, `${key.slice(0, 16)}/${since.getTime()}/locked`, accountLockedMail({ what, link }), hasAccount);
}

async function hasAccount(email: string): Promise<boolean> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ known: boolean }>`select private.account_exists(${email}) as known`.execute(tx),
  );
  return rows[0]?.known ?? false;
}
