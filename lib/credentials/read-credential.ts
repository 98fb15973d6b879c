import type { Context } from "../auth/context";
import { decryptField } from "../crypto/decrypt-field";
import { credentialAddress } from "./rows";
import type { CredentialProvider } from "./schemas";

/**
 * A vendor's API key in clear, for a call to that vendor on the server. Never answer, log or store what this returns.
 * @returns undefined when the organization has not given one
 */
export async function readCredential(ctx: Context, provider: CredentialProvider): Promise<string | undefined> {
  const row = await ctx.tx
    .selectFrom("org_credentials")
    .select("secret_ciphertext")
    .where("org_id", "=", ctx.org.id)
    .where("provider", "=", provider)
    .executeTakeFirst();
  return row && decryptField(ctx.tx, credentialAddress(ctx.org.id, provider), row.secret_ciphertext);
}
