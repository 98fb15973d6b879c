import type { Role } from "../db/tenant";
import type { Actor } from "./context";
import type { Scope } from "./scopes";

const EVERYBODY = ["super_admin", "org_admin", "org_viewer"] as const;
const ADMINS = ["super_admin", "org_admin"] as const;
/** Not platform staff on a visit: secrets are shown once to whoever makes them, and who comes in outlasts any visit. */
const OWN_ADMINS = ["org_admin"] as const;

/** What an API key needs for it, or why no key will do: the sentence stands in the refusal and in the guide to the API. */
type ForKeys = { scope: Scope } | { scope: null; people_because: string };
type Rule = { roles: readonly Role[] } & ForKeys;

const people = (people_because: string) => ({ scope: null, people_because }) as const;
const OWN = people("It belongs to one person.");
const LETS_IN = people("A program must not let anybody in, or further in.");
const SUCCESSOR = people("A program must not make itself a successor, or reach further than it was let.");
const OPENS_DOORS = people("What opens a vendor's door is put there by somebody who can be asked again.");
const KEEPS_OUT = people("A rule that keeps others out is changed by somebody who can be asked again.");

/** Who may do what, in one table: people by their role, API keys by their scopes. Reading is everybody's; changing is an admin's. */
const ALLOWED = {
  "calls.read": { roles: EVERYBODY, scope: "calls:read" },
  "calls.write": { roles: ADMINS, scope: "calls:write" },
  "calls.export": { roles: EVERYBODY, scope: "calls:export" },
  "calls.steer": { roles: ADMINS, scope: "calls:steer" },
  "agents.read": { roles: EVERYBODY, scope: "agents:read" },
  "agents.write": { roles: ADMINS, scope: "agents:write" },
  "agents.secret": { roles: ADMINS, scope: "agents:secret" },
  "agents.delete": { roles: ADMINS, scope: "agents:delete" },
  "deliveries.read": { roles: EVERYBODY, scope: "deliveries:read" },
  "deliveries.read_raw": { roles: ADMINS, scope: "deliveries:read" },
  "deliveries.replay": { roles: ADMINS, scope: "deliveries:write" },
  "views.read": { roles: EVERYBODY, scope: "views:read" },
  "views.own": { roles: EVERYBODY, ...OWN },
  "views.share": { roles: ADMINS, ...OWN },
  "members.read": { roles: EVERYBODY, scope: "members:read" },
  "members.write": { roles: OWN_ADMINS, ...LETS_IN },
  "members.remove": { roles: OWN_ADMINS, scope: "members:remove" },
  "invitations.read": { roles: OWN_ADMINS, scope: "members:read" },
  "ownership.transfer": { roles: OWN_ADMINS, ...LETS_IN },
  "organization.read": { roles: EVERYBODY, scope: "organization:read" },
  "organization.write": { roles: ADMINS, scope: "organization:write" },
  "protection.read": { roles: EVERYBODY, scope: "organization:read" },
  "protection.write": { roles: ADMINS, ...KEEPS_OUT },
  "admin_networks.write": { roles: ADMINS, ...KEEPS_OUT },
  "second_factor_rule.write": { roles: ADMINS, ...KEEPS_OUT },
  "notes.read": { roles: EVERYBODY, scope: "notes:read" },
  "notes.write": { roles: ADMINS, scope: "notes:write" },
  "mentions.read": { roles: EVERYBODY, ...OWN },
  "prices.read": { roles: ADMINS, scope: "prices:read" },
  "prices.write": { roles: ADMINS, scope: "prices:write" },
  "audit.read": { roles: ADMINS, scope: "audit:read" },
  "audit.export": { roles: ADMINS, scope: "audit:export" },
  "domains.read": { roles: EVERYBODY, scope: "domains:read" },
  "domains.write": { roles: ADMINS, scope: "domains:write" },
  "credentials.read": { roles: EVERYBODY, scope: "credentials:read" },
  "credentials.verify": { roles: OWN_ADMINS, scope: "credentials:verify" },
  "credentials.write": { roles: OWN_ADMINS, ...OPENS_DOORS },
  "api_keys.read": { roles: ADMINS, scope: "api_keys:read" },
  "api_keys.revoke": { roles: OWN_ADMINS, scope: "api_keys:revoke" },
  "api_keys.write": { roles: OWN_ADMINS, ...SUCCESSOR },
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

/** Why no API key will do for a permission; null where one will. */
export function peopleBecause(permission: Permission): string | null {
  const rule: Rule = ALLOWED[permission];
  return rule.scope === null ? rule.people_because : null;
}

/** Whether who acts holds a permission: a person by role, an API key by scope. Jobs and vendors act by what they are. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.type === "user") return can(actor.role, permission) && (!actor.readsOnly || onlyLetsRead(permission));
  const scope = scopeFor(permission);
  return actor.type === "api_key" && scope !== null && actor.scopes.includes(scope);
}
