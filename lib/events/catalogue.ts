import { z } from "zod";

const callData = z.object({
  agent_id: z.uuid(),
  provider: z.enum(["retell", "vapi"]),
  status: z.string().nullish(),
  delivery_id: z.uuid().nullish(),
  /** Of one that somebody had applied once more: it was received long before. */
  replayed_delivery_id: z.uuid().nullish(),
});

const agentData = z.object({ name: z.string() });
const memberData = z.object({ role: z.enum(["org_admin", "org_viewer"]).nullish() });

const credentialData = z.object({ kind: z.string(), label: z.string() });

const domainData = z.object({ hostname: z.string() });

const viewData = z.object({ is_shared: z.boolean() });
const keyData = z.object({ prefix: z.string() });

const noteData = z.object({ call_id: z.uuid(), mentions: z.array(z.uuid()) });

/**
 * Every fact Foyer can state about an organization: its name, and what its `data` holds; what people read of it is the screens'.
 * The one catalogue of the live dashboard, outbound webhooks, notifications and the audit trail. `data` carries ids and
 * states only: nothing that was said in a call, no number, no name of a caller.
 */
export const catalogue = {
  "call.started": callData,
  "call.updated": callData,
  "call.transcript_updated": callData,
  "call.ended": callData,
  "call.analyzed": callData,
  "call.billable_changed": z.object({ is_billable: z.boolean(), calls: z.number().int().optional() }),
  "call.review_changed": z.object({ is_reviewed: z.boolean(), calls: z.number().int().optional() }),
  "call.listened": z.object({}),
  "call.steered": z.object({ action: z.enum(["say", "hint", "mute", "unmute", "transfer", "end"]) }),
  "call.mute_updated": z.object({ is_muted: z.boolean() }),
  // Reading of health data: entries of the audit log alone (`./record-read`).
  "call.read": z.object({}),
  "call.recording_played": z.object({}),
  "call.recording_downloaded": z.object({}),
  "call.listed": z.object({}),
  "call.numbers_shown": z.object({}),
  "call.searched": z.object({}),
  "call.exported": z.object({}),
  "call.watched": z.object({}),
  "delivery.read": z.object({}),
  "delivery.stored": callData.extend({ state: z.string(), event_type: z.string() }),
  "delivery.replay_started": z.object({ deliveries: z.number().int() }),
  "delivery.replayed": z.object({ deliveries: z.number().int() }),
  "agent.created": agentData,
  "agent.updated": agentData,
  "agent.validated": agentData,
  "agent.paused": agentData,
  "agent.resumed": agentData,
  "agent.deleted": agentData,
  "agent.rejected_delivery": z.object({ reason: z.string() }),
  "agent.recovered": agentData,
  "agent.reconciliation_started": agentData.extend({ hours: z.number().int() }),
  "agent.published_at_vendor": agentData.extend({ version: z.number().int() }),
  "agent.test_sent": agentData,
  "agent.reconciled": z.object({
    vendor_calls: z.number().int(),
    missing_calls: z.number().int(),
    recovered_calls: z.number().int(),
  }),
  "agent.changed_at_vendor": agentData.extend({ fields: z.array(z.string()), problems: z.array(z.string()) }),
  "note.written": noteData,
  "note.edited": noteData,
  "note.deleted": noteData,
  "note.restored": noteData,
  "view.saved": viewData,
  "view.deleted": viewData,
  "organization.created": z.object({}),
  "organization.updated": z.object({}),
  "organization.owner_changed": z.object({ owner_id: z.uuid() }),
  "organization.suspended": z.object({}),
  "organization.reactivated": z.object({}),
  "organization.deleted": z.object({}),
  "organization.restored": z.object({}),
  "organization.key_rotation_started": z.object({ new_data_key: z.boolean(), everywhere: z.boolean() }),
  "visit.begun": z.object({ ends_at: z.iso.datetime(), may_change: z.boolean() }),
  "visit.ended": z.object({}),
  "visit.ran_out": z.object({ ended_at: z.iso.datetime() }),
  "organization.keys_rotated": z.object({ fields: z.number().int(), failed: z.number().int() }),
  "organization.phi_protection_changed": z.object({ phi_protection: z.boolean(), viewers_see_phi: z.boolean() }),
  "organization.phi_moved": z.object({ is_protected: z.boolean(), rows: z.number().int(), failed: z.number().int() }),
  "credential.created": credentialData,
  "credential.updated": credentialData,
  "credential.rotated": credentialData.extend({ replaces_id: z.uuid() }),
  "credential.retired": credentialData,
  "credential.deleted": credentialData,
  "credential.verified": credentialData.extend({ verification: z.enum(["valid", "refused", "unanswered"]) }),
  "api_key.created": keyData,
  "api_key.updated": keyData,
  "api_key.rotated": keyData.extend({ replaces_id: z.uuid() }),
  "api_key.revoked": keyData,
  "domain.added": domainData,
  "domain.checked": domainData.extend({ found: z.boolean() }),
  "domain.verified": domainData,
  "domain.missing": domainData,
  "domain.found_again": domainData,
  "domain.lapsed": domainData,
  "domain.removed": domainData,
  "member.invited": memberData,
  "invitation.resent": memberData,
  "invitation.revoked": memberData,
  "member.joined": memberData,
  "member.role_changed": memberData,
  "member.unlocked": memberData,
  "member.removed": memberData,
  "audit_log.exported": z.object({ format: z.enum(["csv", "jsonl"]), entries: z.number().int() }),
  "job.retried": z.object({ job: z.string() }),
  "job_run.changed": z.object({
    name: z.string(),
    state: z.string(),
    done: z.number().int(),
    total: z.number().int().nullish(),
  }),
} as const;

export type EventName = keyof typeof catalogue;
export type EventData<N extends EventName> = z.infer<(typeof catalogue)[N]>;
