import { sql } from "kysely";
import { tokenHash } from "../crypto/lookup";
import { withoutTenant } from "../db/tenant";
import { AcceptInvitation, type MemberRole } from "./schemas";

/** What the bearer of an invitation's link may know before joining. */
export type InvitationOffer = {
  state: "open" | "accepted" | "revoked" | "expired";
  organization: string;
  slug: string;
  email: string;
  role: MemberRole;
  invited_by: string | null;
};

type Row = {
  org_slug: string;
  org_name: string;
  email: string;
  role: MemberRole;
  invited_by_name: string | null;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

/** The invitation a link speaks of; undefined for a token we never made. */
export async function readInvitation(token: string): Promise<InvitationOffer | undefined> {
  if (!AcceptInvitation.safeParse({ token }).success) return undefined;
  const found = await withoutTenant((tx) =>
    sql<Row>`select * from private.invitation_by_token(${tokenHash(token)})`.execute(tx),
  );
  const row = found.rows[0];
  if (!row) return undefined;
  return {
    state: stateOf(row),
    organization: row.org_name,
    slug: row.org_slug,
    email: row.email,
    role: row.role,
    invited_by: row.invited_by_name,
  };
}

function stateOf(row: Row): InvitationOffer["state"] {
  if (row.accepted_at) return "accepted";
  if (row.revoked_at) return "revoked";
  return row.expires_at.getTime() <= Date.now() ? "expired" : "open";
}
