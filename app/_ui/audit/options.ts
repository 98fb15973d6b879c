import type { LiveEvent } from "@/app/_ui/data/live";
import { TOUCHES, touchesOf } from "@/app/_ui/data/live-table";
import { ACTOR, actionWord, SUBJECT } from "./words";

// Apart from the words: only the filters need them, and they come after the list.
export const ACTOR_OPTIONS = (["user", "operator", "api_key", "job"] as const).map((value) => ({
  value,
  label: ACTOR[value],
}));

/** Facts that are entries: those after which the log is read again. */
export const ACTION_OPTIONS = Object.keys(TOUCHES)
  .filter((name) => touchesOf({ name, data: {} } as LiveEvent).includes("/audit-log"))
  .map((value) => ({ value, label: actionWord(value) }))
  .sort((a, b) => a.label.localeCompare(b.label));

export const SUBJECT_OPTIONS = Object.entries(SUBJECT).map(([value, label]) => ({ value, label }));
