import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { credentialOrThrow } from "./rows";

/** Deletes a credential, secret and history. Nothing takes its place: whoever used it finds none. */
export async function deleteCredential(ctx: Context, { id }: { id: string }): Promise<void> {
  const { kind, label } = await credentialOrThrow(ctx, id);
  await ctx.tx.deleteFrom("credentials").where("org_id", "=", ctx.org.id).where("id", "=", id).execute();
  await recordEvent(ctx, { name: "credential.deleted", subject: { type: "credential", id }, data: { kind, label } });
}
