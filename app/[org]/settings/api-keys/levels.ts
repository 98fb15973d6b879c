import { GRAVE, isGrave, SCOPES, type Scope, scopes } from "@/lib/auth/scopes";

/** How far a key may go with one kind of thing: each level holds the scopes of those before it. */
export type Level = { label: string; scopes: Scope[]; hint: string };
export type Noun = { noun: string; label: string; levels: Level[] };

const LABEL: Record<string, string> = {
  calls: "Calls",
  notes: "Notes",
  agents: "Agents",
  deliveries: "Deliveries",
  prices: "Prices",
  organization: "Organization",
  views: "Shared views",
  members: "Members",
  domains: "Domains",
  credentials: "Credentials",
  api_keys: "API keys",
  audit: "Audit log",
};

const VERB: Record<string, string> = {
  read: "Read",
  write: "Read and change",
  steer: "Read, change and steer",
  verify: "Read and verify",
  revoke: "Read and revoke",
};

const graded = scopes.filter((scope) => !isGrave(scope));

/** The table of scopes as choices: one kind of thing a line, nothing to everything. */
export const NOUNS: Noun[] = [...new Set(graded.map((scope) => scope.split(":")[0] ?? ""))].map((noun) => {
  const own = graded.filter((scope) => scope.startsWith(`${noun}:`));
  return {
    noun,
    label: LABEL[noun] ?? noun,
    levels: [
      { label: "No access", scopes: [], hint: "" },
      ...own.map((scope, at) => ({
        label: VERB[scope.split(":")[1] ?? ""] ?? scope,
        scopes: own.slice(0, at + 1),
        hint: SCOPES[scope],
      })),
    ],
  };
});

/** The level of each kind that scopes amount to. A level counts when its last scope is there. */
export function levelsOf(held: readonly Scope[]): Record<string, number> {
  return Object.fromEntries(
    NOUNS.map(({ noun, levels }) => [
      noun,
      levels.findLastIndex(({ scopes: own }) => own.length === 0 || held.includes(own.at(-1) ?? "calls:read")),
    ]),
  );
}

/** What no level holds, because a person is asked for their password or a code before it: chosen one by one. */
export const GRAVE_CHOICES = GRAVE.map((scope) => ({ scope, label: SCOPES[scope] }));

/** The scopes that chosen levels amount to. */
export function scopesOf(chosen: Record<string, number>): Scope[] {
  return NOUNS.flatMap(({ noun, levels }) => levels[chosen[noun] ?? 0]?.scopes ?? []);
}
