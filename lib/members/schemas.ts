import { z } from "zod";
import { Email } from "../auth/schemas";

/** Shapes of members and invitations, shared by routes and forms. */

export const memberRoles = ["org_admin", "org_viewer"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const MemberParams = z.object({ user_id: z.uuid() });
export const ChangeRole = z.object({ role: z.enum(memberRoles) });

export const InviteMember = z.object({ email: Email, role: z.enum(memberRoles) });
export type InviteMember = z.infer<typeof InviteMember>;

const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const AcceptInvitation = z.object({ token: Token });

export const TransferOwnership = z.strictObject({ user_id: z.uuid() });
/** Whom an organization belongs to. */
export type Ownership = { owner_id: string };

export type Member = {
  user_id: string;
  email: string;
  full_name: string;
  role: MemberRole;
  joined_at: string;
  /** Whether the organization is theirs: one admin's, who cannot be removed before they have handed it over. */
  is_owner: boolean;
  /** Whether signing in as them takes a code of their phone. */
  second_factor: boolean;
  /** Whether failed attempts have locked the account; told to admins only. */
  is_locked: boolean;
};

export type Invitation = {
  id: string;
  email: string;
  role: MemberRole;
  invited_by: string | null;
  created_at: string;
  expires_at: string;
  state: "open" | "expired";
};
