import { TOUCHES } from "@/app/_ui/data/live-table";
import { nameInWords } from "@/app/_ui/format/format-field";
import type { AuditEntry } from "@/lib/audit/schemas";
import type { EventName } from "@/lib/events/catalogue";
import type { SubjectType } from "@/lib/events/record-event";
import { FORMER_MEMBER, STAFF } from "@/lib/members/unnamed";

/** Where the name of a fact, read aloud, would not say what was done. */
const ACTION: Partial<Record<EventName, string>> = {
  "agent.changed_at_vendor": "Agent changed at its vendor",
  "agent.published_at_vendor": "Agent published at its vendor",
  "agent.reconciliation_started": "Comparison with the vendor started",
  "agent.test_sent": "Test delivery sent",
  "api_key.created": "API key created",
  "api_key.updated": "API key changed",
  "api_key.rotated": "API key rotated",
  "api_key.revoked": "API key revoked",
  "call.billable_changed": "Billable mark changed",
  "call.listened": "Call listened in on",
  "call.exported": "Calls exported",
  "call.listed": "List of calls read",
  "call.numbers_shown": "Full phone numbers shown",
  "call.recording_downloaded": "Recording downloaded",
  "call.recording_played": "Recording played",
  "call.review_changed": "Review mark changed",
  "call.searched": "Words of calls searched",
  "call.steered": "Call steered",
  "call.watched": "Live board watched",
  "credential.verified": "Credential verified at its vendor",
  "delivery.replay_started": "Replay of deliveries started",
  "delivery.replayed": "Deliveries replayed",
  "invitation.resent": "Invitation sent again",
  "job.retried": "Failed job tried again",
  "member.role_changed": "Role changed",
  "organization.key_rotation_started": "Rotation of encryption keys started",
  "visit.begun": "Visit of Foyer staff begun",
  "visit.ended": "Visit of Foyer staff ended",
  "visit.ran_out": "Visit of Foyer staff ran out",
  "organization.keys_rotated": "Encryption keys rotated",
  "organization.owner_changed": "Organization handed over",
};

/** "agent.updated" → "Agent updated". */
export function actionWord(action: string): string {
  return ACTION[action as EventName] ?? nameInWords(action);
}

const ACTOR: Record<AuditEntry["actor_type"], string> = {
  user: "Member",
  operator: STAFF,
  api_key: "API key",
  job: "Foyer, by itself",
  vendor: "Vendor",
  visitor: "Visitor",
};

/** Who acted, as people call them. */
export function actorWord({
  actor_type,
  actor_id,
  actor_name,
}: Pick<AuditEntry, "actor_type" | "actor_id" | "actor_name">): string {
  if (actor_type === "job") return actor_id ? nameInWords(actor_id) : ACTOR.job;
  if (actor_name) return actor_name;
  return actor_type === "user" ? FORMER_MEMBER : ACTOR[actor_type];
}

export const actorTypeWord = (type: AuditEntry["actor_type"]) => ACTOR[type];

export const ACTOR_OPTIONS = (["user", "operator", "api_key", "job"] as const).map((value) => ({
  value,
  label: ACTOR[value],
}));

/** Vendors' deliveries have the inbox for a ledger; measurements change nothing. */
const NEVER =
  /^(call\.(started|updated|transcript_updated|ended|analyzed)|delivery\.stored|.*\.(reconciled|rejected_delivery)|job_run\..*)$/;

export const ACTION_OPTIONS = Object.keys(TOUCHES)
  .filter((name) => !NEVER.test(name))
  .map((value) => ({ value, label: actionWord(value) }))
  .sort((a, b) => a.label.localeCompare(b.label));

/** What an entry can be about. */
const SUBJECT: Record<Exclude<SubjectType, "job_run">, string> = {
  agent: "Agent",
  api_key: "API key",
  audit_log: "Audit log",
  call: "Call",
  credential: "Credential",
  delivery: "Delivery",
  domain: "Domain",
  invitation: "Invitation",
  member: "Member",
  note: "Note",
  organization: "Organization",
  view: "View",
};

/** What an entry is about: by its name, else by its kind. */
export function subjectWord({ subject_name, subject_type }: Pick<AuditEntry, "subject_name" | "subject_type">): string {
  return subject_name ?? SUBJECT[subject_type as keyof typeof SUBJECT] ?? nameInWords(subject_type);
}

export const SUBJECT_OPTIONS = Object.entries(SUBJECT).map(([value, label]) => ({ value, label }));

/** Where the thing of an entry is looked at, if it has a page. */
export function placeOf({ subject_type, subject_id, after, before }: AuditEntry, org: string): string | null {
  const call = after?.call_id ?? before?.call_id;
  if (subject_type === "agent" && subject_id) return `/${org}/agents/${subject_id}`;
  if (subject_type === "call" && subject_id) return `/${org}/calls/${subject_id}`;
  if (subject_type === "note" && typeof call === "string") return `/${org}/calls/${call}`;
  if (subject_type === "delivery" && subject_id) return `/${org}/inbox/${subject_id}`;
  if (subject_type === "member" || subject_type === "invitation") return `/${org}/settings/members`;
  if (subject_type === "api_key") return `/${org}/settings/api-keys`;
  if (subject_type === "credential") return `/${org}/settings/keys`;
  if (subject_type === "domain") return `/${org}/settings/domains`;
  return subject_type === "organization" ? `/${org}/settings` : null;
}

const LOCAL = new Set(["local", "unknown"]);

/** The address a change came from; jobs have none. */
export function addressWord(ip: string | null): string | null {
  if (ip === null) return null;
  return LOCAL.has(ip) ? (ip === "local" ? "This machine" : "Unknown") : ip;
}
