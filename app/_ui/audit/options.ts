import { TOUCHES } from "@/app/_ui/data/live-table";
import { ACTOR, actionWord, SUBJECT } from "./words";

// Apart from the words: only the filters need them, and they come after the list.
export const ACTOR_OPTIONS = (["user", "operator", "api_key", "job"] as const).map((value) => ({
  value,
  label: ACTOR[value],
}));

/** Vendors' deliveries have the inbox for a ledger; measurements change nothing. */
const NEVER =
  /^(call\.(started|updated|transcript_updated|ended|analyzed)|delivery\.stored|.*\.(reconciled|rejected_delivery|recovered)|job_run\..*)$/;

export const ACTION_OPTIONS = Object.keys(TOUCHES)
  .filter((name) => !NEVER.test(name))
  .map((value) => ({ value, label: actionWord(value) }))
  .sort((a, b) => a.label.localeCompare(b.label));

export const SUBJECT_OPTIONS = Object.entries(SUBJECT).map(([value, label]) => ({ value, label }));
