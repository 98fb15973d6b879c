type Verb = "read" | "write" | "steer" | "export" | "secret" | "delete" | "remove" | "verify" | "revoke";

/**
 * What an API key may be allowed, in words for the person who chooses. `read` never changes anything: the database holds
 * such a request to reading. No scope contains another.
 */
export const SCOPES = {
  "calls:read": "Calls with transcripts, recordings and figures",
  "calls:write": "Mark calls as billable or not, and as reviewed",
  "calls:steer": "End running calls and speak into them",
  "calls:export": "Take all calls of a filter away in one file",
  "notes:read": "Notes about calls",
  "notes:write": "Write and delete notes",
  "agents:read": "Agents and how they are connected",
  "agents:write": "Add, change and pause agents",
  "agents:secret": "Change what agents' deliveries are proven with",
  "agents:delete": "Delete agents",
  "deliveries:read": "Deliveries of vendors, with their bodies",
  "deliveries:write": "Replay deliveries",
  "prices:read": "The price of a minute",
  "prices:write": "Set the price of a minute",
  "organization:read": "Name, time zone and limits of the organization",
  "organization:write": "Change the organization's settings",
  "views:read": "Lists of calls that people kept and share",
  "members:read": "Who belongs here, and who is invited",
  "members:remove": "Remove members",
  "domains:read": "Host names and their records",
  "domains:write": "Add, verify and remove host names",
  "credentials:read": "Which credentials of vendors are kept; never a secret",
  "credentials:verify": "Ask vendors whether credentials work",
  "api_keys:read": "Which API keys there are; never a key",
  "api_keys:revoke": "Revoke API keys, its own among them",
  "audit:read": "The audit log, and its verification",
  "audit:export": "Take a copy of the audit log",
} as const satisfies Record<`${string}:${Verb}`, string>;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** Whether a scope only reads. */
export function onlyReads(scope: Scope): boolean {
  return scope.endsWith(":read") || scope.endsWith(":export");
}

/**
 * What a person is asked for their password or a code before, and a program cannot be: the scope is the consent, given
 * by whoever made the key, who was warned and asked. Never part of another scope, never chosen by itself.
 */
export const GRAVE = [
  "calls:export",
  "agents:secret",
  "agents:delete",
  "members:remove",
  "audit:export",
] as const satisfies readonly Scope[];

/** Whether a scope stands in for the proof that a person would be asked for. */
export function isGrave(scope: Scope): boolean {
  return (GRAVE as readonly Scope[]).includes(scope);
}
