import { randomBytes } from "node:crypto";
import { attemptKey } from "@/lib/auth/guard-attempts";
import type { EventName } from "@/lib/events/catalogue";
import { makeAgent } from "../../support/agent";
import { makeCall, newestDelivery } from "../../support/call";
import { connectableAgent } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { linkIn, mailTo } from "../../support/mailbox";
import {
  makeMember,
  makeOrganization,
  makePerson,
  type TestOrganization,
  withSecondFactor,
} from "../../support/organization";
import { callProduct } from "./call-product";

/** Part of every secret that the sweep sends: no entry may hold it. */
export const CANARY = "canary0123456789abcdef";
const secret = () => `key_${CANARY}${randomBytes(6).toString("hex")}`;

/** One request that changes something: where, what is sent, and by whom (an admin of the organization unless said). */
export type Change = {
  org: TestOrganization;
  params?: Record<string, string>;
  body?: object;
  by?: { userId: string; cookie(): Promise<string> };
};

/** A route that changes something: the fact its one entry states, and a request that does it; or why it has no entry. */
export type Mutation =
  | {
      action: EventName;
      change: () => Promise<Change>;
      /** What is changed is the vendor's, where no transaction reaches; what is noted here afterwards is a measurement. */
      at_vendor?: true;
    }
  | { without: string };

const NOT_AN_ORGANIZATIONS = "belongs to a person, not to an organization; the auth server keeps its own log";
const NO_CHANGE = "changes nothing: a POST, because its question does not fit into an address";

async function withCall(): Promise<Change> {
  const { org, id } = await makeCall();
  return { org, params: { id } };
}

async function withAgent(): Promise<Change> {
  const org = await makeOrganization();
  return { org, params: { id: (await makeAgent(org.id, "vapi")).id } };
}

async function atVendor(body?: (vendorAgentId: string) => object): Promise<Change> {
  const { org, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
  return { org, params: { id: agent.id }, ...(body ? { body: body(vendorAgent.id) } : {}) };
}

async function running(): Promise<Change> {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "vapi");
  const live_url = `${process.env.VAPI_BASE_URL}/live`;
  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 5_000, live_url });
  for (const body of bodies.slice(0, 4)) await deliver(agent, body);
  const [call] = await database()<{ id: string }[]>`select id from public.calls where org_id = ${org.id}`;
  return { org, params: { id: call?.id ?? "" } };
}

/** Does something through the product first, and answers what is done with what it made. */
const after =
  (
    method: string,
    address: string,
    body: object,
    then: (id: string) => Omit<Change, "org">,
    first = makeOrganization,
  ) =>
  async (): Promise<Change> => {
    const org = await first();
    const made = await callProduct(method, address, { org, body });
    if (made.status >= 300) throw new Error(`${method} ${address}: ${made.status} ${made.text}`);
    return { org, ...then(made.json<{ id: string }>().id) };
  };

const about = (body?: object) => (id: string) => ({ params: { id }, ...(body ? { body } : {}) });

const withCredential = (body?: object) =>
  after("POST", "/credentials", { kind: "retell", label: "Clinic", secret: secret() }, about(body));

async function withSpareCredential(): Promise<Change> {
  const { org, params } = await withCredential()();
  const first = params?.id ?? "";
  await callProduct("POST", "/credentials/[id]/rotation", { org, params: { id: first }, body: { secret: secret() } });
  return { org, params: { id: first } };
}

const withApiKey = (body?: object) =>
  after("POST", "/api_keys", { name: "Importer", scopes: ["calls:read"] }, about(body));

const newHostname = () => `calls.${randomBytes(6).toString("hex")}.example.com`;

const withDomain = async () => after("POST", "/domains", { hostname: newHostname() }, about())();

const noteOf = (body?: object) => async (): Promise<Change> => {
  const { org, params } = await withCall();
  const note = await callProduct("POST", "/calls/[id]/notes", { org, params: params ?? {}, body: { body: "A word" } });
  return { org, ...about(body)(note.json<{ id: string }>().id) };
};

const invited = (body?: object) =>
  after(
    "POST",
    "/invitations",
    { email: `i-${randomBytes(5).toString("hex")}@example.com`, role: "org_viewer" },
    about(body),
  );

const view = { screen: "calls", name: "Ours", query: "sentiment=negative", is_shared: true };

/** Every route of the product that is not asked to read, by method and address below an organization, or whole. */
export const MUTATIONS: Record<string, Mutation> = {
  "PATCH ": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { name: "New name" } }),
  },
  "POST /api_keys": {
    action: "api_key.created",
    change: async () => ({ org: await makeOrganization(), body: { name: "Importer", scopes: ["calls:read"] } }),
  },
  "PATCH /api_keys/[id]": { action: "api_key.updated", change: withApiKey({ name: "Exporter" }) },
  "POST /api_keys/[id]/rotation": { action: "api_key.rotated", change: withApiKey({}) },
  "POST /api_keys/[id]/revocation": { action: "api_key.revoked", change: withApiKey() },
  "PUT /admin_networks": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { networks: ["127.0.0.1"] } }),
  },
  "POST /domains": {
    action: "domain.added",
    change: async () => ({ org: await makeOrganization(), body: { hostname: newHostname() } }),
  },
  "POST /domains/[id]/verification": { action: "domain.checked", change: withDomain },
  "DELETE /domains/[id]": { action: "domain.removed", change: withDomain },
  "PATCH /protection": {
    action: "organization.phi_protection_changed",
    change: async () => ({ org: await makeOrganization(), body: { phi_protection: false } }),
  },
  "PUT /price": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { price_per_minute_micros: 250_000 } }),
  },
  "DELETE /members/[user_id]/lock": {
    action: "member.unlocked",
    change: async () => {
      const org = await makeOrganization();
      await database()`
        insert into private.attempts (key, failed, locked_until)
        values (${attemptKey("code", org.viewer.userId)}, 5, now() + interval '1 hour')`;
      return { org, params: { user_id: org.viewer.userId } };
    },
  },
  "PUT /second_factor_rule": {
    action: "organization.updated",
    change: async () => {
      const org = await makeOrganization();
      const admin = await withSecondFactor(org.admin);
      return { org: { ...org, admin }, body: { admins_need_second_factor: true } };
    },
  },
  "POST /agents": {
    action: "agent.created",
    change: async () => ({
      org: await makeOrganization(),
      body: { provider: "vapi", name: "Front desk", auth_scheme: "bearer", secret: secret() },
    }),
  },
  "PATCH /agents/[id]": {
    action: "agent.updated",
    change: async () => ({ ...(await withAgent()), body: { name: "Back office", secret: secret() } }),
  },
  "DELETE /agents/[id]": { action: "agent.deleted", change: withAgent },
  "POST /agents/[id]/pause": { action: "agent.paused", change: withAgent },
  "DELETE /agents/[id]/pause": {
    action: "agent.resumed",
    change: async () => {
      const paused = await withAgent();
      await callProduct("POST", "/agents/[id]/pause", paused);
      return paused;
    },
  },
  "POST /agents/[id]/test_deliveries": { action: "agent.test_sent", change: withAgent },
  "POST /agents/[id]/reconciliations": {
    action: "agent.reconciliation_started",
    change: () => atVendor(() => ({ hours: 24 })),
  },
  "POST /agents/[id]/vendor_checks": { without: "asks the vendor; what it finds is an entry of the check" },
  "PUT /agents/[id]/vendor_webhook": {
    action: "agent.updated",
    change: () => atVendor((vendor_agent_id) => ({ vendor_agent_id })),
  },
  "POST /agents/[id]/vendor_publications": {
    action: "agent.published_at_vendor",
    at_vendor: true,
    change: async () => {
      const connected = await atVendor((vendor_agent_id) => ({ vendor_agent_id }));
      await callProduct("PUT", "/agents/[id]/vendor_webhook", connected);
      return { ...connected, body: { version: 1 } };
    },
  },
  "PUT /calls/[id]/billable": {
    action: "call.billable_changed",
    change: async () => ({ ...(await withCall()), body: { is_billable: false } }),
  },
  "PUT /calls/billable": {
    action: "call.billable_changed",
    change: async () => {
      const { org, params } = await withCall();
      return { org, body: { ids: [params?.id], is_billable: false } };
    },
  },
  "POST /calls/[id]/controls": {
    action: "call.steered",
    change: async () => ({ ...(await running()), body: { action: "end" } }),
  },
  "POST /calls/[id]/listeners": { action: "call.listened", change: running },
  "POST /calls/[id]/notes": {
    action: "note.written",
    change: async () => ({ ...(await withCall()), body: { body: "A word" } }),
  },
  "PATCH /notes/[id]": { action: "note.edited", change: noteOf({ body: "Another word" }) },
  "DELETE /notes/[id]": { action: "note.deleted", change: noteOf() },
  "POST /notes/[id]/restoration": {
    action: "note.restored",
    change: async () => {
      const deleted = await noteOf()();
      await callProduct("DELETE", "/notes/[id]", deleted);
      return deleted;
    },
  },
  "POST /credentials": {
    action: "credential.created",
    change: async () => ({ org: await makeOrganization(), body: { kind: "slack", label: "Desk", secret: secret() } }),
  },
  "PATCH /credentials/[id]": { action: "credential.updated", change: withCredential({ label: "Renamed" }) },
  "DELETE /credentials/[id]": { action: "credential.deleted", change: withCredential() },
  "POST /credentials/[id]/rotation": { action: "credential.rotated", change: withCredential({ secret: secret() }) },
  "POST /credentials/[id]/retirement": { action: "credential.retired", change: withSpareCredential },
  "POST /credentials/[id]/verification": { action: "credential.verified", change: withCredential() },
  "POST /deliveries/[id]/replays": {
    action: "delivery.replayed",
    change: async () => {
      const { org } = await withCall();
      return { org, params: { id: (await newestDelivery(org.id)).id } };
    },
  },
  "POST /deliveries/replays": {
    action: "delivery.replay_started",
    change: async () => {
      const { org } = await withCall();
      return { org, body: { ids: [(await newestDelivery(org.id)).id] } };
    },
  },
  "POST /invitations": {
    action: "member.invited",
    change: async () => ({
      org: await makeOrganization(),
      body: { email: `i-${randomBytes(5).toString("hex")}@example.com`, role: "org_admin" },
    }),
  },
  "POST /invitations/[id]/mail": { action: "invitation.resent", change: invited({}) },
  "DELETE /invitations/[id]": { action: "invitation.revoked", change: invited() },
  "PATCH /members/[user_id]": {
    action: "member.role_changed",
    change: async () => {
      const org = await makeOrganization();
      return { org, params: { user_id: org.viewer.userId }, body: { role: "org_admin" } };
    },
  },
  "DELETE /members/[user_id]": {
    action: "member.removed",
    change: async () => {
      const org = await makeOrganization();
      return { org, params: { user_id: org.viewer.userId } };
    },
  },
  "DELETE /membership": {
    action: "member.removed",
    change: async () => {
      const org = await makeOrganization();
      return { org, by: await makeMember(org.id, "org_viewer") };
    },
  },
  "PUT /views": {
    action: "view.saved",
    change: async () => {
      const org = await makeOrganization();
      return { org, body: { ...view, is_shared: false }, by: org.viewer };
    },
  },
  "DELETE /views/[id]": { action: "view.deleted", change: after("PUT", "/views", view, about()) },
  "POST /api/v1/invitations/acceptances": {
    action: "member.joined",
    change: async () => {
      const person = await makePerson();
      const org = await makeOrganization();
      await callProduct("POST", "/invitations", { org, body: { email: person.email, role: "org_viewer" } });
      const token = linkIn(await mailTo(person.email), "/invitations/").split("/invitations/")[1] ?? "";
      return { org, body: { token }, by: person };
    },
  },

  "POST /audit-log/verifications": { without: NO_CHANGE },
  "PUT /mentions/seen": { without: "is a person's own mark of what they have read" },
  "PUT /api/v1/preferences": { without: NOT_AN_ORGANIZATIONS },
  // Founded, an organization has its first entry; see the test of its own.
  "POST /api/v1/orgs": { without: "there is no organization before it" },
  // An operator's; see tests/integration/ops.
  "POST /api/ops/failed_jobs/[id]/retries": { without: "the job is back in its queue before its organization is told" },
  "POST /api/auth/confirm": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/confirmations": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/hooks/send-email": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/password": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/password-resets": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/second-factor": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/sessions": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/sessions/[id]": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/proofs": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/codes": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/confirmations": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/enrolments": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/recoveries": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/recovery-codes": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/unlocks": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-in": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-out": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-up": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/envelopes": { without: "reports errors of browsers" },
  "POST /api/policy_reports": { without: "reports refusals of browsers" },
  "POST /api/vapi/webhook": { without: "is a vendor's delivery, whose ledger is `inbound_events`" },
  "POST /webhooks/agent/[token]": { without: "is a vendor's delivery, whose ledger is `inbound_events`" },
};
