import type { Context } from "../auth/context";
import { encryptField } from "../crypto/encrypt-field";
import { recordEvent } from "../events/record-event";
import { listCredentials } from "./list-credentials";
import { credentialAddress } from "./rows";
import type { Credential, CredentialProvider } from "./schemas";

/** Keeps (or replaces) a vendor's API key, encrypted. Neither log nor event nor answer ever holds it. */
export async function saveCredential(ctx: Context, provider: CredentialProvider, secret: string): Promise<Credential> {
  const values = {
    secret_ciphertext: await encryptField(ctx.tx, credentialAddress(ctx.org.id, provider), secret),
    last_four: secret.slice(-4),
    created_by: ctx.actor.type === "user" ? ctx.actor.id : null,
  };
  await ctx.tx
    .insertInto("org_credentials")
    .values({ org_id: ctx.org.id, provider, ...values })
    .onConflict((conflict) => conflict.columns(["org_id", "provider"]).doUpdateSet(values))
    .execute();
  await recordEvent(ctx, { name: "credential.saved", subject: { type: "credential" }, data: { provider } });
  const saved = (await listCredentials(ctx)).find((credential) => credential.provider === provider);
  if (!saved) throw new Error("the saved credential is not there");
  return saved;
}
