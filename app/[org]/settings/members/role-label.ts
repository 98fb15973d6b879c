import type { Member, MemberRole } from "@/lib/members/schemas";

/** Roles in people's words. */
export const ROLE_LABEL: Record<MemberRole, string> = { org_admin: "Admin", org_viewer: "Viewer" };

export const ROLE_OPTIONS = [
  { value: "org_viewer", label: "Viewer" },
  { value: "org_admin", label: "Admin" },
];

/** What a role means, beside the field that gives it. */
export const ROLE_HINT: Record<MemberRole, string> = {
  org_admin: "Sees everything, changes settings and agents, invites others.",
  org_viewer: "Sees calls, transcripts and agents, and changes nothing.",
};

/** What a member is called. */
export function nameOf({ full_name, email }: Pick<Member, "full_name" | "email">): string {
  return full_name || email;
}
