import type postgres from "postgres";
import type { DeliveryRow } from "../../lib/ingest/delivery";
import { ingestDeliveries } from "../../lib/ingest/ingest-deliveries";
import { interpretBody } from "../../lib/ingest/receive-delivery";
import { sealRow } from "../../lib/ingest/seal-row";
import { toRow } from "../../lib/ingest/to-row";
import { vaultFor } from "../database/vault-for";
import { workspaceId } from "../stack/sandbox/calls/call-facts-of";
import { signRetell } from "../stack/sandbox/retell/sign";
import { HISTORY_EVENTS, vendorDeliveries } from "./call-template";
import type { SeededAgent, SeededOrganization } from "./make-organization";
import type { Random } from "./random";
import type { PastCall } from "./write-call";

/** Deliveries of one ingest statement; at most one for each call. */
const BATCH = 50;

/**
 * Receives the newest calls as the product does: their vendor's deliveries through the real ingest, so that inbox,
 * timelines and versions are what they would be. Then sets the clocks back to when it would have happened.
 */
export async function deliverNewest(
  sql: postgres.Sql,
  organization: SeededOrganization,
  calls: PastCall[],
  options: { recordingsUrl: string; random: Random },
): Promise<void> {
  const rounds: DeliveryRow[][] = [];
  for (const call of calls) {
    deliveriesOf(organization, call, options).forEach((row, round) => {
      rounds[round] ??= [];
      rounds[round]?.push(row);
    });
  }
  const ids: string[] = [];
  const vault = await vaultFor(sql, organization.id);
  for (const round of rounds) {
    for (let from = 0; from < round.length; from += BATCH) {
      const batch = round.slice(from, from + BATCH);
      await ingestDeliveries(
        organization.id,
        batch.map((row) => sealRow(vault, row)),
      );
      ids.push(...batch.map(({ id }) => id));
    }
  }
  await setClocksBack(sql, organization, ids);
  await markTestCalls(sql, organization, calls);
  await markReviewed(sql, organization, calls);
}

function deliveriesOf(
  organization: SeededOrganization,
  call: PastCall,
  { recordingsUrl, random }: { recordingsUrl: string; random: Random },
): DeliveryRow[] {
  const agent = organization.agents.find(({ id }) => id === call.agent_id);
  if (!agent) throw new Error("A call belongs to an agent of its organization");
  const facts = {
    call_id: call.vendor_call_id,
    conversation: call.template.conversation,
    agent: { id: agent.vendor_agent_id, name: agent.name, version: 1 },
    business_number: call.business_number,
    caller_number: call.caller_number,
    started_at: call.at,
    recordings_url: recordingsUrl,
    workspace_id: workspaceId(organization.api_keys[call.provider]),
  };
  const receive = (body: string, at: number) => received({ organization, agent, call }, body, at, random);
  const rows = vendorDeliveries(facts, call.provider).map(({ body, offset_ms }) =>
    receive(JSON.stringify(body), call.at + offset_ms + random.integer(60, 420)),
  );
  // Vendors repeat themselves now and then, and once in a while send what nobody can read.
  const last = rows.at(-1);
  const lastAt = last ? Date.parse(last.received_at) : 0;
  const lastBody = last?.body ?? "";
  if (last && random.chance(0.06)) rows.push(receive(lastBody, lastAt + random.integer(900, 9_000)));
  if (last && random.chance(0.01)) rows.push(receive(lastBody.slice(0, 700), lastAt + 11_000));
  return rows;
}

type Line = { organization: SeededOrganization; agent: SeededAgent; call: PastCall };

function received({ organization, agent, call }: Line, body: string, at: number, random: Random): DeliveryRow {
  const row = toRow({
    id: random.id(at),
    // The agent was in service when the call came, whatever became of it since.
    agent: { id: agent.id, org_id: organization.id, provider: agent.provider, status: "validated" },
    source: "webhook",
    body,
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      ...(agent.provider === "retell"
        ? { "user-agent": "axios/1.7.9", "x-retell-signature": signRetell(body, agent.secret, at) }
        : { "user-agent": "Vapi/1.0" }),
    },
    received_at: new Date(at),
    request_id: random.id(at),
    interpretation: interpretBody(agent.provider, body, at),
  });
  return row.change ? { ...row, change: { ...row.change, call_id: call.id } } : row;
}

/** What ingest stamps with the present moment belongs to the moment of receipt. */
async function setClocksBack(sql: postgres.Sql, organization: SeededOrganization, ids: string[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      update public.inbound_events set applied_at = received_at + interval '30 milliseconds'
      where org_id = ${organization.id} and id = any (${ids}::uuid[]) and applied_at is not null`;
    await tx`
      update public.events e set id = private.uuid_v7(d.received_at), occurred_at = d.received_at + interval '30 milliseconds'
      from public.inbound_events d
      where e.org_id = ${organization.id} and d.org_id = e.org_id and d.id = any (${ids}::uuid[])
        and e.request_id = d.request_id`;
    // By primary key alone: fresh tables have no statistics, and an index led by the organization would be walked whole.
    await tx`
      update public.calls c set created_at = d.first, updated_at = d.last
      from (select call_id, min(received_at) as first, max(received_at) as last from public.inbound_events
        where id = any (${ids}::uuid[]) group by call_id) d
      where c.id = d.call_id`;
    await tx`
      update public.agents a set last_delivery_at = d.last
      from (select agent_id, max(received_at) as last from public.inbound_events where org_id = ${organization.id} group by 1) d
      where a.org_id = ${organization.id} and a.id = d.agent_id`;
  });
}

async function markTestCalls(sql: postgres.Sql, organization: SeededOrganization, calls: PastCall[]): Promise<void> {
  const tests = calls.flatMap(({ vendor_call_id, test }) => (test ? [{ vendor_call_id, ...test }] : []));
  for (const { vendor_call_id, reason, changed_by } of tests) {
    await sql`
      update public.calls set is_billable = false, billable_reason = ${reason}, billable_changed_by = ${changed_by},
        billable_changed_at = least(updated_at + interval '1 hour', now())
      where org_id = ${organization.id} and vendor_call_id = ${vendor_call_id}`;
  }
}

async function markReviewed(sql: postgres.Sql, organization: SeededOrganization, calls: PastCall[]): Promise<void> {
  for (const { vendor_call_id, reviewed } of calls) {
    if (!reviewed) continue;
    await sql`
      update public.calls set reviewed_at = ${new Date(reviewed.at)}, reviewed_by = ${reviewed.by}
      where org_id = ${organization.id} and vendor_call_id = ${vendor_call_id}`;
  }
}

/** The events a demo agent subscribes to at its vendor, beside those of its history. */
export const LIVE_EVENTS: Record<SeededAgent["provider"], string[]> = {
  retell: [...HISTORY_EVENTS.retell, "transcript_updated", "transfer_started", "transfer_bridged", "transfer_ended"],
  vapi: [...HISTORY_EVENTS.vapi, 'transcript[transcriptType="final"]', "tool-calls", "transfer-update", "hang"],
};
