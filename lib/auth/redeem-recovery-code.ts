import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { guardAttempts } from "./guard-attempts";
import { recoveryCodeHash } from "./recovery-codes";
import { safeReturnTo } from "./safe-return-to";
import type { RedeemRecoveryCode } from "./schemas";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";
import { tellOwner } from "./tell-owner";

/**
 * Lets somebody in who has lost their phone. The code serves once and takes the lost factor with it, and the other codes:
 * whoever needs a second factor sets up a new one. @returns the path to go to
 */
export async function redeemRecoveryCode(input: RedeemRecoveryCode): Promise<{ next: string }> {
  const { person } = await requireSignedIn({ half: true });
  const hash = recoveryCodeHash(person.id, input.code);
  await guardAttempts("code", { account: person.id, email: person.email }, () => spend(person.id, hash));
  // A new token, without the factor that is gone.
  await (await supabaseAuth()).refreshSession();
  await tellOwner(person.id, `${hash.slice(0, 16)}/recovered`, { about: "recovery_code_used" });
  return { next: safeReturnTo(input.next) };
}

async function spend(userId: string, hash: string): Promise<void> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ used: boolean }>`select private.use_recovery_code(${userId}::uuid, ${hash}) as used`.execute(tx),
  );
  if (rows[0]?.used) return;
  const message = "That recovery code is not right, or it has been used.";
  throw new AppError("invalid", message, { fields: { code: message } });
}
