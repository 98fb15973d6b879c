import type { MemberRole } from "@/lib/members/schemas";

/** Roles in people's words. */
export const ROLE_LABEL: Record<MemberRole, string> = { org_admin: "Admin", org_viewer: "Viewer" };

export const ROLE_OPTIONS = [
  { value: "org_viewer", label: "Viewer: sees calls, transcripts and agents, changes nothing" },
  { value: "org_admin", label: "Admin: changes settings and agents, invites others" },
];
