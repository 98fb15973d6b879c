import type { Scope } from "../auth/scopes";
import { versionOf } from "../http/version";
import type { ApiKeyRow } from "./rows";
import type { ApiKey } from "./schemas";

/** A key as it may be shown. @param createdBy name or address of who made it */
export function describeApiKey(row: ApiKeyRow, createdBy: string | null): ApiKey {
  const { id, name, prefix, last_four, allowed_networks, requests_per_minute, replaces_id } = row;
  return {
    ...{ id, name, prefix, last_four, state: stateOf(row, Date.now()) },
    // Written by our verbs alone, from the table of scopes.
    scopes: row.scopes as Scope[],
    ...{ allowed_networks, requests_per_minute, replaces_id },
    expires_at: iso(row.expires_at),
    last_used_at: iso(row.last_used_at),
    retires_at: iso(row.retires_at),
    revoked_at: iso(row.revoked_at),
    created_by: createdBy,
    created_at: row.created_at.toISOString(),
    version: versionOf(editable(row)),
  };
}

/** What people decide about a key by editing it. */
export function editable({ name, scopes, expires_at, allowed_networks, requests_per_minute }: ApiKeyRow) {
  return { name, scopes, expires_at, allowed_networks, requests_per_minute };
}

type Moments = Pick<ApiKeyRow, "revoked_at" | "retires_at" | "expires_at">;

/** What a key is at a moment; the same as `private.enter_organization_by_key` finds. */
export function stateOf({ revoked_at, retires_at, expires_at }: Moments, nowMs: number): ApiKey["state"] {
  if (revoked_at) return "revoked";
  if (retires_at && retires_at.getTime() <= nowMs) return "retired";
  if (expires_at && expires_at.getTime() <= nowMs) return "expired";
  return retires_at ? "retiring" : "active";
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
