import type { Health } from "../monitoring/check-health";
import type { Trouble } from "./find-trouble";
import type { Shift } from "./read-shift";

/** Which of the console's own questions failed the last time they were asked. */
export type Unanswered = { shift?: boolean; health?: boolean };

/** The parts by the titles under which the console shows them. */
const PARTS: Record<Exclude<keyof Shift, "generated_at">, string> = {
  organizations: "organizations in trouble",
  traffic: "traffic",
  agents: "webhooks by agent",
  jobs: "jobs",
  database: "database",
  cache: "cache",
  fleet: "instances",
  staff: "what staff did",
};

/** What nobody can say is well, because it did not answer. */
export function troubleInSilence(shift: Shift, health: Health | undefined, unanswered: Unanswered): Trouble[] {
  return [
    ...(unanswered.shift
      ? [
          {
            key: "silent console",
            severity: "bad" as const,
            title: "The console is not answered any more",
            since: shift.generated_at,
            advice:
              "All figures below are older than that. Without its database nothing is answered: look there first.",
            link: { label: "Supabase status", href: "https://status.supabase.com" },
          },
        ]
      : []),
    ...(unanswered.health
      ? [
          {
            key: "silent health",
            severity: "bad" as const,
            title: "What the product leans on could not be asked",
            ...(health ? { since: health.checked_at } : {}),
            advice: "Whether it works is not known. Ask /api/health?depth=deep, and look at the makers' status pages.",
          },
        ]
      : []),
    ...inParts(shift),
  ];
}

// One line for all: they mostly fail for one reason.
function inParts({ generated_at: _, ...parts }: Shift): Trouble[] {
  const silent = Object.entries(parts).flatMap(([name, part]) =>
    "failed" in part ? [{ name: PARTS[name as keyof typeof PARTS], reason: part.failed }] : [],
  );
  if (silent.length === 0) return [];
  const reasons = [...new Set(silent.map(({ reason }) => reason))].join(" ");
  return [
    {
      key: "silent parts",
      severity: "warn",
      title: `Not known just now: ${silent.map(({ name }) => name).join(", ")}`,
      advice: `${reasons} Whether anything is wrong there cannot be told.`,
    },
  ];
}
