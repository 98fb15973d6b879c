import type postgres from "postgres";
import type { DataKey } from "../../lib/crypto/data-key";
import { lookupOf } from "../../lib/crypto/lookup";
import { sealField } from "../../lib/crypto/sealed-field";
import { dataKeyFor } from "../database/data-key-for";
import { BUSINESSES } from "../stack/sandbox/conversations/businesses";
import type { DemoAgent, DemoBusiness } from "./demo-organizations";
import type { Random } from "./random";

export type SeededAgent = DemoAgent & {
  id: string;
  token: string;
  vendor_agent_id: string;
  /** Proves deliveries; at Retell also the workspace's API key. */
  secret: string;
  business_number: string;
  /** Unix milliseconds. */
  from: number;
  until: number;
};

export type SeededOrganization = Omit<DemoBusiness, "agents"> & {
  id: string;
  agents: SeededAgent[];
  admin_id: string;
  api_keys: { retell: string; vapi: string };
};

const DAY_MS = 86_400_000;

/**
 * Makes an organization with validated agents, their encrypted secrets, vendor keys and members.
 * @param people the organization's first admin, and its other members
 */
export async function makeOrganization(
  sql: postgres.Sql,
  business: DemoBusiness,
  people: { admin_id: string; viewer_ids: string[] },
  { now, random }: { now: number; random: Random },
): Promise<SeededOrganization> {
  const id = random.id(now - 366 * DAY_MS);
  const api_keys = { retell: `key_${random.hex(32)}`, vapi: random.hex(36) };
  const agents = business.agents.map((agent, index) => seededAgent(business, agent, index, api_keys, now, random));
  const { slug, name, industry, time_zone, colour } = business;
  const created_at = new Date(now - 366 * DAY_MS);
  await sql.begin(async (tx) => {
    // Its viewers read calls: the demo shows them to everybody who signs in.
    const kept = { id, slug, name, industry, time_zone, colour, created_at, viewers_see_phi: true };
    await tx`insert into public.organizations ${tx(kept)}`;
    const members = [
      { user_id: people.admin_id, role: "org_admin" },
      ...people.viewer_ids.map((user_id) => ({ user_id, role: "org_viewer" })),
    ];
    await tx`insert into public.memberships ${tx(members.map((member) => ({ org_id: id, created_at, ...member })))}`;
    await tx`update public.organizations set owner_id = ${people.admin_id} where id = ${id}`;
    const dataKey = await dataKeyFor(tx, id);
    await tx`insert into public.credentials ${tx(credentialRows(dataKey, people.admin_id, api_keys, { now, random }))}`;
    await tx`insert into public.agents ${tx(agents.map((agent) => agentRow(dataKey, people.admin_id, agent, now)))}`;
  });
  return { ...business, id, agents, admin_id: people.admin_id, api_keys };
}

function seededAgent(
  { speaks_for }: DemoBusiness,
  agent: DemoAgent,
  index: number,
  api_keys: SeededOrganization["api_keys"],
  now: number,
  random: Random,
): SeededAgent {
  const from = now - agent.since_days * DAY_MS;
  const { number } = BUSINESSES[speaks_for];
  return {
    ...agent,
    id: random.id(from),
    token: `agent_${random.hex(32)}`,
    vendor_agent_id: agent.provider === "retell" ? `agent_${random.hex(30)}` : uuidLike(random),
    secret: agent.provider === "retell" ? api_keys.retell : random.hex(40),
    business_number: `${number.slice(0, -2)}${String(index).padStart(2, "0")}`,
    from,
    until: agent.paused_days === undefined ? Number.POSITIVE_INFINITY : now - agent.paused_days * DAY_MS,
  };
}

function credentialRows(
  dataKey: DataKey,
  created_by: string,
  api_keys: SeededOrganization["api_keys"],
  { now, random }: { now: number; random: Random },
) {
  const { orgId } = dataKey;
  return Object.entries(api_keys).map(([kind, key]) => {
    const id = random.id(now);
    return {
      ...{ id, org_id: orgId, kind, label: kind === "retell" ? "Retell" : "Vapi", is_default: true, created_by },
      secret_ciphertext: sealField(
        dataKey,
        { orgId, table: "credentials", column: "secret_ciphertext", rowId: id },
        key,
      ),
      fingerprint: lookupOf("credential", `${orgId}\n${kind}\n${key}`).slice(0, 16),
      last_four: key.slice(-4),
    };
  });
}

function agentRow(dataKey: DataKey, created_by: string, agent: SeededAgent, now: number) {
  const org_id = dataKey.orgId;
  const { id, provider, name, token, vendor_agent_id, auth_scheme, secret } = agent;
  const created_at = new Date(agent.from);
  return {
    ...{ id, org_id, provider, name, token, vendor_agent_id, auth_scheme, created_by, created_at },
    updated_at: created_at,
    auth_config: {},
    secret_ciphertext: sealField(
      dataKey,
      { orgId: org_id, table: "agents", column: "secret_ciphertext", rowId: id },
      secret,
    ),
    secret_last_four: secret.slice(-4),
    secret_lookup:
      auth_scheme === "bearer" || auth_scheme === "shared_secret" ? lookupOf("agent_secret", secret) : null,
    validated_at: new Date(agent.from + 20 * 60_000),
    paused_at: Number.isFinite(agent.until) ? new Date(agent.until) : null,
    last_delivery_at: new Date(Math.min(now, agent.until)),
    webhook_registered_at: provider === "retell" ? new Date(agent.from + 60_000) : null,
  };
}

/** A UUID of version 4, as Vapi names its assistants and calls. */
export function uuidLike(random: Random): string {
  const hex = random.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
