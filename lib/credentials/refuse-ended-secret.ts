import type { Context } from "../auth/context";
import type { CredentialKind } from "./kinds";
import { refuseEnded } from "./refuse-ended";
import { fingerprintOf } from "./rows";

/**
 * Throws `CredentialEnded` for a secret that was kept as a credential and has ended, wherever else it lies: an agent that signs
 * with it has one of its own. What was never kept as a credential is nobody's to refuse.
 */
export async function refuseEndedSecret(ctx: Context, kind: CredentialKind, secret: string): Promise<void> {
  const rows = await ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("kind", "=", kind)
    .where("fingerprint", "=", fingerprintOf(ctx.org.id, kind, secret))
    .orderBy("id", "desc")
    .execute();
  // Retired once and kept again: the one that is not retired decides.
  const deciding = rows.find(({ retired_at }) => retired_at === null) ?? rows[0];
  if (deciding) refuseEnded(deciding);
}
