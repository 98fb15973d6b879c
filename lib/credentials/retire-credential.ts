import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { getCredential } from "./list-credentials";
import { credentialOrThrow } from "./rows";
import type { Credential } from "./schemas";

/** Ends a credential: its secret is forgotten at once, its row stays as history. Retiring twice is once. */
export async function retireCredential(ctx: Context, { id }: { id: string }): Promise<Credential> {
  const { kind, label, retired_at } = await credentialOrThrow(ctx, id);
  if (retired_at === null) {
    await ctx.tx
      .updateTable("credentials")
      .set({ secret_ciphertext: null, is_default: false, retired_at: sql`clock_timestamp()` })
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id)
      .execute();
    await recordEvent(ctx, { name: "credential.retired", subject: { type: "credential", id }, data: { kind, label } });
  }
  return getCredential(ctx, { id });
}
