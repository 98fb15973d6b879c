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

export const ACTOR: Record<AuditEntry["actor_type"], string> = {
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

/** What an entry can be about. */
export const SUBJECT: Record<Exclude<SubjectType, "job_run">, string> = {
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

const LOCAL = new Set(["local", "unknown"]);

/** The address a change came from; jobs have none. */
export function addressWord(ip: string | null): string | null {
  if (ip === null) return null;
  return LOCAL.has(ip) ? (ip === "local" ? "This machine" : "Unknown") : ip;
}
