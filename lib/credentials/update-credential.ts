import { askAgain } from "../agents/ask-again";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { stateOf } from "./describe-credential";
import { getCredential } from "./list-credentials";
import { requireFuture } from "./require-future";
import { credentialOrThrow } from "./rows";
import type { Credential, UpdateCredential } from "./schemas";
import { heldCredential, leaveDefault } from "./vacate-default";

/** Changes a credential's name, its expiry, or makes it the one that is used; what is left out stays. */
export async function updateCredential(
  ctx: Context,
  { id, ...input }: UpdateCredential & { id: string },
): Promise<Credential> {
  const row = await heldCredential(ctx, id);
  const { kind, label } = row;
  if (stateOf(row, Date.now()) === "retired")
    throw new AppError("conflict", "This credential is retired: nothing of it changes any more.");
  requireFuture(input.expires_at);
  if (input.is_default) {
    if (stateOf(row, Date.now()) !== "active")
      throw new AppError("conflict", "Only an active credential can be the default.");
    await leaveDefault(ctx, kind);
  }
  if (Object.keys(input).length > 0) {
    await ctx.tx.updateTable("credentials").set(input).where("org_id", "=", ctx.org.id).where("id", "=", id).execute();
    const data = { kind, label: input.label ?? label };
    const change = difference(row, await credentialOrThrow(ctx, id));
    await recordEvent(ctx, { name: "credential.updated", subject: { type: "credential", id }, data }, change);
    const isOtherwiseUsed = input.is_default || (row.is_default && input.expires_at !== undefined);
    if (isOtherwiseUsed) await askAgain(ctx, kind);
  }
  return getCredential(ctx, { id });
}
