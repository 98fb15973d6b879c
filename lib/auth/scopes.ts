/**
 * What an API key may be allowed, in words for the person who chooses. `read` never changes anything: the database holds
 * such a request to reading. No scope contains another.
 */
export const SCOPES = {
  "calls:read": "Calls with transcripts, recordings and figures",
  "calls:write": "Mark calls as billable or not",
  "calls:steer": "End running calls and speak into them",
  "notes:read": "Notes about calls",
  "notes:write": "Write and delete notes",
  "agents:read": "Agents and how they are connected",
  "agents:write": "Add, change, pause and delete agents",
  "deliveries:read": "Deliveries of vendors, with their bodies",
  "deliveries:write": "Replay deliveries",
  "prices:read": "The price of a minute",
  "prices:write": "Set the price of a minute",
  "organization:read": "Name, time zone and limits of the organization",
  "organization:write": "Change the organization's settings",
  "audit:read": "The audit log, and its verification",
} as const satisfies Record<`${string}:${"read" | "write" | "steer"}`, string>;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** Whether a scope only reads. */
export function onlyReads(scope: Scope): boolean {
  return scope.endsWith(":read");
}
