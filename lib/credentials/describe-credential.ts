import { isVerifiable, KINDS } from "./kinds";
import type { CredentialRow } from "./rows";
import type { Credential } from "./schemas";

/** A credential as it may be shown. @param createdBy name or address of who kept it */
export function describeCredential(row: CredentialRow, createdBy: string | null): Credential {
  const { id, kind, label, fingerprint, last_four, is_default, replaces_id, verification, verification_problem } = row;
  return {
    ...{ id, kind, label, state: stateOf(row, Date.now()), fingerprint, last_four, is_default, replaces_id },
    ...{
      verifiable: isVerifiable(kind),
      unverifiable_because: KINDS[kind].unverifiable_because,
      verification,
      verification_problem,
    },
    verified_at: iso(row.verified_at),
    retires_at: iso(row.retires_at),
    retired_at: iso(row.retired_at),
    expires_at: iso(row.expires_at),
    last_used_at: iso(row.last_used_at),
    created_by: createdBy,
    created_at: row.created_at.toISOString(),
  };
}

type Moments = Pick<CredentialRow, "retired_at" | "retires_at" | "superseded_at" | "expires_at">;

/** What a credential is at a moment: retired when its time is up, even before the job that forgets its secret has run. */
export function stateOf(
  { retired_at, retires_at, superseded_at, expires_at }: Moments,
  nowMs: number,
): Credential["state"] {
  if (retired_at || (retires_at && retires_at.getTime() <= nowMs)) return "retired";
  if (expires_at && expires_at.getTime() <= nowMs) return "expired";
  return superseded_at ? "retiring" : "active";
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
