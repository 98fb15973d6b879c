import { z } from "zod";

/**
 * Every fact Foyer can state about an organization: name → what its `data` holds → the sentence a person reads.
 * The one catalogue of the live dashboard, outbound webhooks, notifications and the audit trail. `data` carries ids and
 * states only: nothing that was said in a call, no number, no name of a caller.
 */
const callData = z.object({
  agent_id: z.uuid(),
  provider: z.enum(["retell", "vapi"]),
  status: z.string().nullish(),
  delivery_id: z.uuid().nullish(),
});

const agentData = z.object({ name: z.string() });
const memberData = z.object({ role: z.enum(["org_admin", "org_viewer"]).nullish() });

const credentialData = z.object({ kind: z.string(), label: z.string() });

const domainData = z.object({ hostname: z.string() });

const viewData = z.object({ is_shared: z.boolean() });
const keyData = z.object({ prefix: z.string() });

const noteData = z.object({ call_id: z.uuid(), mentions: z.array(z.uuid()) });

const STEERED = {
  say: "Somebody had the agent say something in a call.",
  hint: "Somebody gave the agent a hint during a call.",
  mute: "Somebody silenced the agent in a call.",
  unmute: "Somebody let the agent speak again in a call.",
  transfer: "Somebody transferred a call.",
  end: "Somebody ended a call.",
};

export const catalogue = {
  "call.started": { data: callData, sentence: () => "A call started." },
  "call.updated": { data: callData, sentence: () => "A call changed." },
  "call.transcript_updated": { data: callData, sentence: () => "More of a call was heard." },
  "call.ended": { data: callData, sentence: () => "A call ended." },
  "call.analyzed": { data: callData, sentence: () => "A call was analysed." },
  "call.billable_changed": {
    data: z.object({ is_billable: z.boolean(), calls: z.number().int().optional() }),
    sentence: (data: { is_billable: boolean }) =>
      `A call was marked ${data.is_billable ? "billable" : "as a test call"}.`,
  },
  "call.review_changed": {
    data: z.object({ is_reviewed: z.boolean(), calls: z.number().int().optional() }),
    sentence: (data: { is_reviewed: boolean }) =>
      data.is_reviewed ? "A call was marked reviewed." : "The review of a call was taken back.",
  },
  "call.listened": { data: z.object({}), sentence: () => "Somebody listened in on a call." },
  "call.steered": {
    data: z.object({ action: z.enum(["say", "hint", "mute", "unmute", "transfer", "end"]) }),
    sentence: ({ action }: { action: keyof typeof STEERED }) => STEERED[action],
  },
  // Reading of health data: entries of the audit log alone (`./record-read`).
  "call.read": { data: z.object({}), sentence: () => "Somebody read a call." },
  "call.recording_played": { data: z.object({}), sentence: () => "Somebody played a recording." },
  "call.recording_downloaded": { data: z.object({}), sentence: () => "Somebody kept a copy of a recording." },
  "call.listed": { data: z.object({}), sentence: () => "Somebody read a list of calls." },
  "call.numbers_shown": { data: z.object({}), sentence: () => "Somebody had whole numbers shown in a list." },
  "call.searched": { data: z.object({}), sentence: () => "Somebody searched what was said in calls." },
  "call.exported": { data: z.object({}), sentence: () => "Somebody exported calls." },
  "call.watched": { data: z.object({}), sentence: () => "Somebody watched calls under way." },
  "delivery.read": { data: z.object({}), sentence: () => "Somebody read a delivery." },
  "delivery.stored": {
    data: callData.extend({ state: z.string(), event_type: z.string() }),
    sentence: () => "A delivery was kept without changing a call.",
  },
  "delivery.replay_started": {
    data: z.object({ deliveries: z.number().int() }),
    sentence: () => "Somebody had many deliveries replayed.",
  },
  "delivery.replayed": {
    data: z.object({ deliveries: z.number().int() }),
    sentence: () => "Deliveries were replayed.",
  },
  "agent.created": { data: agentData, sentence: (data: { name: string }) => `Agent ${data.name} was created.` },
  "agent.updated": { data: agentData, sentence: (data: { name: string }) => `Agent ${data.name} was changed.` },
  "agent.validated": {
    data: agentData,
    sentence: (data: { name: string }) => `Agent ${data.name} received its first delivery.`,
  },
  "agent.paused": { data: agentData, sentence: (data: { name: string }) => `Agent ${data.name} was paused.` },
  "agent.resumed": { data: agentData, sentence: (data: { name: string }) => `Agent ${data.name} was resumed.` },
  "agent.deleted": { data: agentData, sentence: (data: { name: string }) => `Agent ${data.name} was deleted.` },
  "agent.rejected_delivery": {
    data: z.object({ reason: z.string() }),
    sentence: () => "A delivery with a wrong signature was refused.",
  },
  "agent.reconciliation_started": {
    data: agentData.extend({ hours: z.number().int() }),
    sentence: (data: { name: string }) => `Calls of agent ${data.name} are compared with the vendor's.`,
  },
  "agent.published_at_vendor": {
    data: agentData.extend({ version: z.number().int() }),
    sentence: (data: { name: string }) => `A version of agent ${data.name} was published at its vendor.`,
  },
  "agent.test_sent": {
    data: agentData,
    sentence: (data: { name: string }) => `A test delivery was sent to agent ${data.name}.`,
  },
  "agent.reconciled": {
    data: z.object({
      vendor_calls: z.number().int(),
      missing_calls: z.number().int(),
      recovered_calls: z.number().int(),
    }),
    sentence: (data: { missing_calls: number }) =>
      `Calls were compared with the vendor; ${data.missing_calls} are missing.`,
  },
  "agent.changed_at_vendor": {
    data: agentData.extend({ fields: z.array(z.string()), problems: z.array(z.string()) }),
    sentence: (data: { name: string; problems: string[] }) =>
      data.problems.length > 0
        ? `Agent ${data.name} was changed at its vendor, and needs a look.`
        : `Agent ${data.name} was changed at its vendor.`,
  },
  "note.written": { data: noteData, sentence: () => "A note about a call was written." },
  "note.edited": { data: noteData, sentence: () => "A note about a call was changed." },
  "note.deleted": { data: noteData, sentence: () => "A note about a call was deleted." },
  "note.restored": { data: noteData, sentence: () => "A note about a call was brought back." },
  "view.saved": { data: viewData, sentence: () => "A view of a screen was kept." },
  "view.deleted": { data: viewData, sentence: () => "A view of a screen was deleted." },
  "organization.created": { data: z.object({}), sentence: () => "The organization was created." },
  "organization.updated": { data: z.object({}), sentence: () => "The organization's settings were changed." },
  "organization.owner_changed": {
    data: z.object({ owner_id: z.uuid() }),
    sentence: () => "The organization was handed to another owner.",
  },
  "organization.suspended": { data: z.object({}), sentence: () => "The organization was suspended." },
  "organization.reactivated": { data: z.object({}), sentence: () => "The organization is open again." },
  "organization.deleted": { data: z.object({}), sentence: () => "The organization was deleted." },
  "organization.restored": { data: z.object({}), sentence: () => "The organization was brought back." },
  "organization.key_rotation_started": {
    data: z.object({ new_data_key: z.boolean(), everywhere: z.boolean() }),
    sentence: () => "An operator started a rotation of the organization's encryption keys.",
  },
  "visit.begun": {
    data: z.object({ ends_at: z.iso.datetime(), may_change: z.boolean() }),
    sentence: () => "Foyer's staff began a visit.",
  },
  "visit.ended": { data: z.object({}), sentence: () => "Foyer's staff ended their visit." },
  "visit.ran_out": {
    data: z.object({ ended_at: z.iso.datetime() }),
    sentence: () => "The time of a visit of Foyer's staff was over.",
  },
  "organization.keys_rotated": {
    data: z.object({ fields: z.number().int(), failed: z.number().int() }),
    sentence: () => "The organization's encryption keys were rotated.",
  },
  "organization.phi_protection_changed": {
    data: z.object({ phi_protection: z.boolean(), viewers_see_phi: z.boolean() }),
    sentence: ({ phi_protection }: { phi_protection: boolean }) =>
      phi_protection ? "Health data is protected." : "Health data is kept without protection.",
  },
  "organization.phi_moved": {
    data: z.object({ is_protected: z.boolean(), rows: z.number().int(), failed: z.number().int() }),
    sentence: ({ is_protected }: { is_protected: boolean }) =>
      is_protected ? "Everything that was kept is encrypted." : "Everything that was kept is plain again.",
  },
  "credential.created": { data: credentialData, sentence: () => "A credential was kept." },
  "credential.updated": { data: credentialData, sentence: () => "A credential was changed." },
  "credential.rotated": {
    data: credentialData.extend({ replaces_id: z.uuid() }),
    sentence: () => "A credential got a new secret.",
  },
  "credential.retired": { data: credentialData, sentence: () => "A credential was retired." },
  "credential.deleted": { data: credentialData, sentence: () => "A credential was deleted." },
  "credential.verified": {
    data: credentialData.extend({ verification: z.enum(["valid", "refused", "unanswered"]) }),
    sentence: () => "A credential was tried at its vendor.",
  },
  "api_key.created": { data: keyData, sentence: () => "An API key was made." },
  "api_key.updated": { data: keyData, sentence: () => "An API key was changed." },
  "api_key.rotated": {
    data: keyData.extend({ replaces_id: z.uuid() }),
    sentence: () => "An API key got a successor.",
  },
  "api_key.revoked": { data: keyData, sentence: () => "An API key was revoked." },
  "domain.added": { data: domainData, sentence: () => "A domain was added." },
  "domain.checked": {
    data: domainData.extend({ found: z.boolean() }),
    sentence: () => "The DNS was asked about a domain.",
  },
  "domain.verified": { data: domainData, sentence: () => "A domain was verified and leads here." },
  "domain.missing": { data: domainData, sentence: () => "The proof of a domain was missing from its DNS." },
  "domain.found_again": { data: domainData, sentence: () => "The missing proof of a domain was found again." },
  "domain.lapsed": { data: domainData, sentence: () => "A domain stopped to lead here: its proof stayed away." },
  "domain.removed": { data: domainData, sentence: () => "A domain was removed." },
  "member.invited": { data: memberData, sentence: () => "Somebody was invited." },
  "invitation.resent": { data: memberData, sentence: () => "An invitation was sent again." },
  "invitation.revoked": { data: memberData, sentence: () => "An invitation was revoked." },
  "member.joined": { data: memberData, sentence: () => "Somebody joined." },
  "member.role_changed": { data: memberData, sentence: () => "A member's role was changed." },
  "member.unlocked": { data: memberData, sentence: () => "A member's locked account was opened." },
  "member.removed": { data: memberData, sentence: () => "A member was removed." },
  "audit_log.exported": {
    data: z.object({ format: z.enum(["csv", "jsonl"]), entries: z.number().int() }),
    sentence: () => "A copy of the audit log was taken.",
  },
  "job.retried": {
    data: z.object({ job: z.string() }),
    sentence: () => "An operator gave a failed job another try.",
  },
  "job_run.changed": {
    data: z.object({ name: z.string(), state: z.string(), done: z.number().int(), total: z.number().int().nullish() }),
    sentence: () => "Long work moved on.",
  },
} as const;

export type EventName = keyof typeof catalogue;
export type EventData<N extends EventName> = z.infer<(typeof catalogue)[N]["data"]>;
