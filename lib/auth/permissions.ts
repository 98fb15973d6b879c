import type { Role } from "../db/tenant";
import type { Actor } from "./context";
import type { Scope } from "./scopes";

const EVERYBODY = ["super_admin", "org_admin", "org_viewer"] as const;
const ADMINS = ["super_admin", "org_admin"] as const;
/** Not platform staff on a visit: secrets are shown once to whoever makes them, and who comes in outlasts any visit. */
const OWN_ADMINS = ["org_admin"] as const;

type Rule = {
  roles: readonly Role[];
  /**
   * What an API key needs for it. `null`: people only, whatever the key. Who may come in, what opens vendors' doors and
   * who owns all of it is a person's to decide, one whom the audit log can name.
   */
  scope: Scope | null;
};

/** Who may do what, in one table: people by their role, API keys by their scopes. Reading is everybody's; changing is an admin's. */
const ALLOWED = {
  "calls.read": { roles: EVERYBODY, scope: "calls:read" },
  "calls.write": { roles: ADMINS, scope: "calls:write" },
  "calls.export": { roles: EVERYBODY, scope: "calls:export" },
  "calls.steer": { roles: ADMINS, scope: "calls:steer" },
  "agents.read": { roles: EVERYBODY, scope: "agents:read" },
  "agents.write": { roles: ADMINS, scope: "agents:write" },
  "agents.delete": { roles: ADMINS, scope: "agents:delete" },
  "deliveries.read": { roles: EVERYBODY, scope: "deliveries:read" },
  "deliveries.read_raw": { roles: ADMINS, scope: "deliveries:read" },
  "deliveries.replay": { roles: ADMINS, scope: "deliveries:write" },
  "views.own": { roles: EVERYBODY, scope: null },
  "views.share": { roles: ADMINS, scope: null },
  "members.read": { roles: EVERYBODY, scope: null },
  "members.write": { roles: OWN_ADMINS, scope: null },
  "ownership.transfer": { roles: OWN_ADMINS, scope: null },
  "organization.read": { roles: EVERYBODY, scope: "organization:read" },
  "organization.write": { roles: ADMINS, scope: "organization:write" },
  "protection.read": { roles: EVERYBODY, scope: "organization:read" },
  "protection.write": { roles: ADMINS, scope: null },
  "admin_networks.write": { roles: ADMINS, scope: null },
  "second_factor_rule.write": { roles: ADMINS, scope: null },
  "notes.read": { roles: EVERYBODY, scope: "notes:read" },
  "notes.write": { roles: ADMINS, scope: "notes:write" },
  "mentions.read": { roles: EVERYBODY, scope: null },
  "prices.read": { roles: ADMINS, scope: "prices:read" },
  "prices.write": { roles: ADMINS, scope: "prices:write" },
  "audit.read": { roles: ADMINS, scope: "audit:read" },
  "audit.export": { roles: ADMINS, scope: "audit:export" },
  "domains.read": { roles: EVERYBODY, scope: null },
  "domains.write": { roles: ADMINS, scope: null },
  "credentials.read": { roles: EVERYBODY, scope: null },
  "credentials.write": { roles: OWN_ADMINS, scope: null },
  "api_keys.read": { roles: ADMINS, scope: null },
  "api_keys.write": { roles: OWN_ADMINS, scope: null },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof ALLOWED;

/** Every permission, for the tests that walk the table. */
export const permissions = Object.keys(ALLOWED) as Permission[];

/** Whether a role holds a permission. */
export function can(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission].roles as readonly Role[]).includes(role);
}

/** Roles from the one that may least: what an earlier one may, every later one may too. */
export const ROLES_BY_RANK = ["org_viewer", "super_admin", "org_admin"] as const satisfies readonly Role[];

/** The one of two roles that may less. */
export function lesserRole(one: Role, other: Role): Role {
  return ROLES_BY_RANK.indexOf(one) < ROLES_BY_RANK.indexOf(other) ? one : other;
}

/** Whether a permission only lets somebody read. */
export function onlyLetsRead(permission: Permission): boolean {
  return /\.read(_raw)?$/.test(permission);
}

/** The scope an API key needs for a permission; null where no key will do. */
export function scopeFor(permission: Permission): Scope | null {
  return ALLOWED[permission].scope;
}

/** Whether who acts holds a permission: a person by role, an API key by scope. Jobs and vendors act by what they are. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.type === "user") return can(actor.role, permission) && (!actor.readsOnly || onlyLetsRead(permission));
  const scope = scopeFor(permission);
  return actor.type === "api_key" && scope !== null && actor.scopes.includes(scope);
}
