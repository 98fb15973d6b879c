import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/auth/context";
import { database } from "../../support/database";

/** How much of everything a crowded organization has. */
export const DELIVERIES = 20_000;
export const ENTRIES = 12_000;
export const PEOPLE = 3_000;

/** An organization with much of everything, written in bulk; of each kind a little stands alone, among the oldest. */
export async function makeCrowdedOrganization() {
  const [{ id } = { id: "" }] = await database()<{ id: string }[]>`
    insert into public.organizations (slug, name, phi_protection) values ('crowded', 'Crowded', false) returning id`;
  const org: Context["org"] = {
    ...{ id, slug: "crowded", name: "Crowded" },
    ...{ industry: "clinic", time_zone: "UTC", colour: "teal", currency: "USD" },
  };
  const adminId = await makeAdmin(id);
  const agents = await makeAgents(id);
  await makeDeliveries(id, agents);
  await makeEntries(id, adminId);
  await makePeople(id);
  await makeInvitations(id);
  // What autovacuum does within a minute of so many rows; without it the database guesses.
  await database().unsafe(
    "analyze public.agents, public.inbound_events, public.audit_log, public.memberships, public.profiles, public.invitations, public.calls",
  );
  return { org, adminId, agents };
}

export type CrowdedOrganization = Awaited<ReturnType<typeof makeCrowdedOrganization>>;

async function makeAdmin(orgId: string): Promise<string> {
  const userId = randomUUID();
  await database()`insert into auth.users (id) values (${userId})`;
  await database()`
    insert into public.profiles (user_id, email, full_name) values (${userId}, 'admin@example.com', 'Ada Admin')`;
  await database()`insert into public.memberships (org_id, user_id, role) values (${orgId}, ${userId}, 'org_admin')`;
  return userId;
}

async function makeAgents(orgId: string) {
  const [busy, rare] = [randomUUID(), randomUUID()];
  await database()`
    insert into public.agents (id, org_id, provider, name, auth_scheme)
    values (${busy}, ${orgId}, 'retell', 'Busy', 'retell_signature'), (${rare}, ${orgId}, 'vapi', 'Rare', 'bearer')`;
  await database()`
    insert into public.agents (org_id, provider, name, auth_scheme, deleted_at)
    select ${orgId}, 'retell', 'Agent ' || n, 'retell_signature', case when n > 300 then now() end
    from generate_series(1, 1000) n`;
  return { busy, rare };
}

// One a minute, back from yesterday; the last twenty are of the other vendor, and of every kind that is seldom.
async function makeDeliveries(orgId: string, { busy, rare }: { busy: string; rare: string }) {
  await database()`
    insert into public.inbound_events
      (id, org_id, agent_id, provider, source, event_type, event_key, vendor_call_id, state, body, received_at)
    select private.uuid_v7(at), ${orgId}::uuid, case when seldom then ${rare}::uuid else ${busy}::uuid end,
      case when seldom then 'vapi' else 'retell' end, case when seldom then 'reconciliation' else 'webhook' end,
      case when seldom then 'transfer-update' else 'call_ended' end, 'key ' || n, 'call_' || (n / 4),
      case when n % 5000 = 0 then 'failed' when seldom then 'unusable' else 'applied' end, '{}', at
    from generate_series(1, ${DELIVERIES}::int) n
    cross join lateral (
      select now() - interval '1 day' - make_interval(mins => n) as at, n > ${DELIVERIES - 20}::int as seldom
    ) s`;
}

// The oldest twenty are what is seldom.
async function makeEntries(orgId: string, userId: string) {
  await database()`
    insert into public.audit_log (org_id, action, subject_type, subject_id, actor_type, actor_id)
    select ${orgId}::uuid, case when n <= 20 then 'member.removed' else 'agent.updated' end,
      case when n <= 20 then 'member' else 'agent' end, gen_random_uuid(),
      case when n <= 20 then 'job' else 'user' end, case when n <= 20 then 'sweep' else ${userId}::text end
    from generate_series(1, ${ENTRIES}::int) n`;
}

async function makePeople(orgId: string) {
  await database()`
    with people as (
      insert into auth.users (id) select gen_random_uuid() from generate_series(1, ${PEOPLE}::int) returning id
    ), profiles as (
      insert into public.profiles (user_id, email, full_name)
      select id, id || '@example.com', 'One of many' from people returning user_id
    )
    insert into public.memberships (org_id, user_id, role) select ${orgId}, user_id, 'org_viewer' from profiles`;
}

// Two are open, and older than thousands that were accepted.
async function makeInvitations(orgId: string) {
  await database()`
    insert into public.invitations (id, org_id, email, role, token_hash, expires_at, accepted_at)
    select private.uuid_v7(now() - make_interval(mins => n)), ${orgId}, 'invited-' || n || '@example.com', 'org_viewer',
      gen_random_uuid()::text, now() + interval '1 day', case when n <= 4998 then now() end
    from generate_series(1, 5000) n`;
}
