import type { Context } from "../auth/context";
import { newId } from "../db/new-id";
import { inSavepoint } from "../db/tenant";
import { AppError } from "../errors";
import type { CredentialKind } from "./kinds";
import { requireFuture } from "./require-future";
import { secretColumns } from "./rows";

/** Inserts a credential; whoever calls it records the fact. Throws `conflict` when the same secret is kept already. @returns its id */
export async function keepCredential(
  ctx: Context,
  input: {
    kind: CredentialKind;
    label: string;
    secret: string;
    expires_at?: string | null;
    is_default: boolean;
    replaces_id?: string;
  },
): Promise<string> {
  const { secret, expires_at, ...rest } = input;
  requireFuture(expires_at);
  const id = newId();
  const columns = await secretColumns(ctx, id, input.kind, secret);
  // Two admins, or two tabs, may keep the same key at the same moment: the index decides.
  await inSavepoint(ctx.tx, (tx) =>
    tx
      .insertInto("credentials")
      .values({
        ...{ id, org_id: ctx.org.id, ...rest, ...columns },
        expires_at: expires_at ?? null,
        created_by: ctx.actor.type === "user" ? ctx.actor.id : null,
      })
      .execute(),
  ).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes("credentials_kept_once")) {
      throw new AppError("conflict", "This very key is kept already.", {
        fields: { secret: "This very key is kept already." },
      });
    }
    throw error;
  });
  return id;
}
