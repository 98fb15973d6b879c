import { AppError } from "../errors";

/** A credential is past its end, or retired: nothing is done with it any more. Its message says which, and what to do. */
export class CredentialEnded extends AppError {
  constructor(message: string) {
    super("conflict", message, { reason: "credential_ended" });
  }
}

/** For those who do without: `await readCredential(ctx, kind).catch(noneIfEnded)`. */
export function noneIfEnded(error: unknown): undefined {
  if (!(error instanceof CredentialEnded)) throw error;
  return undefined;
}
