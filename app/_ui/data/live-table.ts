import type { EventName } from "@/lib/events/catalogue";
import type { LiveEvent } from "./live";

/** Which answers a live event touches: paths below the organization's API, each with everything under it and its queries. */
export const TOUCHES: Record<EventName, (event: LiveEvent) => string[]> = {
  "call.started": call,
  "call.updated": call,
  "call.ended": call,
  "call.analyzed": call,
  "call.listened": () => [],
  // What it does to the call arrives with the vendor's next delivery, or when the vendor has muted its agent.
  "call.steered": () => [],
  "call.mute_updated": () => ["/calls/live"],
  // Of many calls at once an event names none.
  "call.billable_changed": (event) =>
    event.subject_id ? call(event) : ["/calls", "/calls/*", "/overview", "/figures"],
  "call.review_changed": ({ subject_id }) => ["/calls", `/calls/${subject_id ?? "*"}`, "/overview"],
  "call.transcript_updated": (event) => ["/calls/live", `/calls/${event.subject_id}`],
  // Among them those that failed or could not be used.
  "delivery.stored": () => ["/deliveries", "/deliveries/attention", "/overview"],
  "delivery.replay_started": () => [],
  "delivery.replayed": (event) => [
    "/deliveries",
    "/deliveries/attention",
    "/calls",
    "/overview",
    "/figures",
    ...(event.subject_type === "delivery" ? [`/deliveries/${event.subject_id}`] : []),
  ],
  "agent.created": agent,
  "agent.updated": agent,
  "agent.changed_at_vendor": agent,
  "agent.reconciliation_started": () => [],
  "agent.published_at_vendor": agent,
  "agent.test_sent": () => [],
  "agent.validated": agent,
  "agent.paused": agent,
  "agent.resumed": agent,
  "agent.deleted": agent,
  "agent.rejected_delivery": agent,
  "agent.recovered": agent,
  "agent.reconciled": (event) => [...agent(event), "/calls", "/figures"],
  "note.written": note,
  "note.edited": note,
  "note.deleted": note,
  "note.restored": note,
  // A shared view is everybody's.
  "view.saved": ({ data }) => (isShared(data) ? ["/views"] : []),
  "view.deleted": ({ data }) => (isShared(data) ? ["/views"] : []),
  "organization.created": () => [],
  // Its price is part of what calls say of their cost.
  "organization.updated": () => [
    ...["/overview", "/figures", "/calls/*"],
    ...["/price", "/second_factor_rule", "/admin_networks"],
  ],
  "organization.owner_changed": () => ["/members"],
  "organization.suspended": () => [],
  "organization.reactivated": () => [],
  "organization.deleted": () => [],
  "organization.restored": () => [],
  "organization.key_rotation_started": () => [],
  "visit.begun": () => [],
  "visit.ended": () => [],
  "visit.ran_out": () => [],
  "organization.keys_rotated": () => [],
  "call.read": () => [],
  "call.recording_played": () => [],
  "call.recording_downloaded": () => [],
  "call.listed": () => [],
  "call.numbers_shown": () => [],
  "call.searched": () => [],
  "call.exported": () => [],
  "call.watched": () => [],
  "delivery.read": () => [],
  "api_key.created": () => ["/api_keys"],
  "api_key.updated": () => ["/api_keys"],
  "api_key.rotated": () => ["/api_keys"],
  "api_key.revoked": () => ["/api_keys"],
  // Words and numbers appear or disappear everywhere.
  "organization.phi_protection_changed": () => [
    "/protection",
    ...["/calls", "/calls/*", "/deliveries", "/deliveries/*", "/notes"],
  ],
  "organization.phi_moved": () => ["/protection"],
  "credential.created": credential,
  "credential.updated": credential,
  "credential.rotated": credential,
  "credential.retired": credential,
  "credential.deleted": credential,
  "credential.verified": () => ["/credentials"],
  "domain.added": () => ["/domains"],
  "domain.checked": () => ["/domains"],
  "domain.verified": () => ["/domains"],
  "domain.missing": () => ["/domains"],
  "domain.found_again": () => ["/domains"],
  "domain.lapsed": () => ["/domains"],
  "domain.removed": () => ["/domains"],
  "member.invited": () => ["/invitations", "/members"],
  "invitation.resent": () => ["/invitations"],
  "invitation.revoked": () => ["/invitations", "/members"],
  "member.joined": () => ["/invitations", "/members"],
  "member.role_changed": () => ["/members"],
  "member.removed": () => ["/members"],
  "member.unlocked": () => ["/members"],
  "audit_log.exported": () => [],
  "job.retried": () => [],
  "job_run.changed": (event) => [`/deliveries/replays/${event.subject_id}`, "/protection"],
};

/** What vendors deliver, what jobs measure and what came of a steering has ledgers of its own; every other fact is an entry of the audit log, too. Short: every page loads it. */
const NOT_AUDITED = /^(call\.(started|.*updated|en|an)|delivery\.st|agent\.(reconciled|recov|rej|v)|job_run)/;

/** The answers below an organization's API that an event touches. None for a name this build does not know. */
export function touchesOf(event: LiveEvent): string[] {
  const { name } = event;
  if (!isKnown(name)) return [];
  return NOT_AUDITED.test(name) ? TOUCHES[name](event) : [...TOUCHES[name](event), "/audit-log", "/audit-log/actors"];
}

/** By this the server draws what is on every page, and is kept with it: names and formats. */
export function redraws({ name }: LiveEvent): boolean {
  return name === ("organization.updated" satisfies EventName);
}

/** Whether an event makes every answer another one for this reader, and what is drawn around them: their role has changed. */
export function changesReader({ name, subject_id }: LiveEvent, readerId: string): boolean {
  return name === ("member.role_changed" satisfies EventName) && subject_id === readerId;
}

function isKnown(name: string): name is EventName {
  return name in TOUCHES;
}

// Every delivery that changes a call is also a row of the inbox.
function call(event: LiveEvent): string[] {
  return ["/calls", "/calls/live", "/overview", "/figures", "/deliveries", `/calls/${event.subject_id}`];
}

function agent(event: LiveEvent): string[] {
  return ["/agents", "/agents/names", "/overview", `/agents/${event.subject_id}`];
}

function note({ data }: LiveEvent): string[] {
  return [`/calls/${data.call_id}/notes`, "/mentions"];
}

const isShared = (data: unknown) =>
  typeof data === "object" && data !== null && "is_shared" in data && data.is_shared === true;

// What an agent's page says of its key comes from the credential; the overview tells of those that end.
function credential(): string[] {
  return ["/credentials", "/overview", "/agents/*"];
}

/**
 * A path itself, its queries, and for a record what is below it; a list does not touch the records below it, `/calls/*` does, nor
 * its older pages, of which it reads by itself the rows that change.
 */
export function touchedBy(paths: readonly string[]) {
  return (key: string) =>
    !key.endsWith("#older") && paths.some((path) => key === path || key.startsWith(`${path}?`) || isBelow(key, path));
}

function isBelow(key: string, path: string): boolean {
  if (path.endsWith("/*")) return key.startsWith(path.slice(0, -1)) && !key.slice(path.length - 1).includes("/");
  return /[0-9a-f-]{36}$/.test(path) && key.startsWith(`${path}/`);
}
