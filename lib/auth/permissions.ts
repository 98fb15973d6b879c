import type { Role } from "../db/tenant";

/** Who may do what, in one table. Reading is everybody's; changing is an admin's. */
const ALLOWED = {
  "calls.read": ["super_admin", "org_admin", "org_viewer"],
  "calls.write": ["super_admin", "org_admin"],
  "calls.steer": ["super_admin", "org_admin"],
  "agents.read": ["super_admin", "org_admin", "org_viewer"],
  "agents.write": ["super_admin", "org_admin"],
  "deliveries.read": ["super_admin", "org_admin", "org_viewer"],
  "deliveries.read_raw": ["super_admin", "org_admin"],
  "deliveries.replay": ["super_admin", "org_admin"],
  "views.share": ["super_admin", "org_admin"],
  "members.read": ["super_admin", "org_admin", "org_viewer"],
  "members.write": ["super_admin", "org_admin"],
  "organization.read": ["super_admin", "org_admin", "org_viewer"],
  "organization.write": ["super_admin", "org_admin"],
  "notes.read": ["super_admin", "org_admin", "org_viewer"],
  "notes.write": ["super_admin", "org_admin"],
  "prices.read": ["super_admin", "org_admin"],
  "prices.write": ["super_admin", "org_admin"],
  "audit.read": ["super_admin", "org_admin"],
  "credentials.write": ["super_admin", "org_admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

/** Every permission, for the tests that walk the table. */
export const permissions = Object.keys(ALLOWED) as Permission[];

/** Whether a role holds a permission. */
export function can(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission] as readonly Role[]).includes(role);
}
