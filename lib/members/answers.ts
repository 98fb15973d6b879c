import { z } from "zod";

/** What the API answers about members. */

export const MemberAnswer = z.object({
  user_id: z.uuid(),
  email: z.string(),
  full_name: z.string(),
  role: z.enum(["org_admin", "org_viewer"]),
  joined_at: z.iso.datetime(),
  is_owner: z.boolean().describe("Whether the organization is theirs; one admin's at most."),
  second_factor: z.boolean().describe("Whether signing in as them takes a code of their phone."),
  is_locked: z.boolean().describe("Whether failed attempts have locked the account; told to admins only."),
});

export const OwnershipAnswer = z.object({ owner_id: z.uuid() });

export const InvitationAnswer = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(["org_admin", "org_viewer"]),
  invited_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  state: z.enum(["open", "expired"]),
});
