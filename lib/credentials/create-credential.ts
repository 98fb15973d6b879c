import { askAgain } from "../agents/ask-again";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { keepCredential } from "./keep-credential";
import { getCredential } from "./list-credentials";
import type { CreateCredential, Credential } from "./schemas";
import { vacateDefault } from "./vacate-default";

/**
 * Keeps a credential, encrypted. It is the one that is used when it is the first of its kind, or when the one that was used has
 * ended. Neither log nor event nor answer holds the secret.
 */
export async function createCredential(ctx: Context, input: CreateCredential): Promise<Credential> {
  const { kind, label } = input;
  const is_default = await vacateDefault(ctx, kind);
  const id = await keepCredential(ctx, { ...input, is_default });
  await recordEvent(ctx, { name: "credential.created", subject: { type: "credential", id }, data: { kind, label } });
  if (is_default) await askAgain(ctx, kind);
  return getCredential(ctx, { id });
}
