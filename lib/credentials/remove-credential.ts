import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import type { CredentialProvider } from "./schemas";

/** Forgets a vendor's API key. */
export async function removeCredential(ctx: Context, provider: CredentialProvider): Promise<void> {
  const removed = await ctx.tx
    .deleteFrom("org_credentials")
    .where("org_id", "=", ctx.org.id)
    .where("provider", "=", provider)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw new AppError("not_found", "No key of this vendor is kept here.");
  await recordEvent(ctx, { name: "credential.removed", subject: { type: "credential" }, data: { provider } });
}
