import { CredentialEnded } from "./credential-ended";
import { stateOf } from "./describe-credential";
import { KINDS } from "./kinds";
import type { CredentialRow } from "./rows";

/** Whether a credential is past its end or retired, by the clock. */
export function hasEnded(row: CredentialRow): boolean {
  return ["expired", "retired"].includes(stateOf(row, Date.now()));
}

/** Throws `CredentialEnded` for a credential that is past its end or retired, by the clock and not by the job that comes after it. */
export function refuseEnded(row: CredentialRow): void {
  const why = whyEnded(row);
  if (why !== undefined) throw new CredentialEnded(why);
}

/** Why nothing is done with a credential any more, and what to do, in a sentence; undefined while it is good. */
export function whyEnded(row: CredentialRow): string | undefined {
  if (!hasEnded(row)) return undefined;
  const name = `The ${KINDS[row.kind].label} credential “${row.label}”`;
  return stateOf(row, Date.now()) === "retired"
    ? `${name} is retired. Use another one under Settings, Credentials.`
    : `${name} has expired. Rotate it, use another one or change its last day under Settings, Credentials.`;
}
