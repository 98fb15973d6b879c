import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { hasNoDefault, keepCredential } from "./keep-credential";
import { getCredential } from "./list-credentials";
import type { CreateCredential, Credential } from "./schemas";

/** Keeps a credential, encrypted; the first of its kind is the one that is used. Neither log nor event nor answer holds the secret. */
export async function createCredential(ctx: Context, input: CreateCredential): Promise<Credential> {
  const { kind, label } = input;
  const id = await keepCredential(ctx, { ...input, is_default: await hasNoDefault(ctx, kind) });
  await recordEvent(ctx, { name: "credential.created", subject: { type: "credential", id }, data: { kind, label } });
  return getCredential(ctx, { id });
}
