import { CredentialEnded } from "./credential-ended";
import { stateOf } from "./describe-credential";
import { KINDS } from "./kinds";
import type { CredentialRow } from "./rows";

/** Throws `CredentialEnded` for a credential that is past its end or retired, by the clock and not by the job that comes after it. */
export function refuseEnded(row: CredentialRow): void {
  const state = stateOf(row, Date.now());
  if (state !== "expired" && state !== "retired") return;
  const name = `The ${KINDS[row.kind].label} credential “${row.label}”`;
  throw new CredentialEnded(
    state === "retired"
      ? `${name} is retired. Use another one under Settings, Credentials.`
      : `${name} has expired. Rotate it, use another one or change its last day under Settings, Credentials.`,
  );
}
