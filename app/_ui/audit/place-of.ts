import type { AuditEntry } from "@/lib/audit/schemas";

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
