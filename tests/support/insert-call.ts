import { randomUUID } from "node:crypto";
import { database } from "./database";

/** A call straight into the table, as ingest would leave it: an ended inbound call of two minutes unless told otherwise. */
export async function insertCall(
  agent: { id: string; org_id: string; provider: "retell" | "vapi" },
  values: Record<string, unknown> = {},
): Promise<{ id: string; started_at: Date }> {
  const id = randomUUID();
  const row = {
    id,
    org_id: agent.org_id,
    agent_id: agent.id,
    provider: agent.provider,
    vendor_call_id: `call_${id}`,
    direction: "inbound",
    from_number: "+12125550123",
    to_number: "+12125550100",
    status: "ended",
    started_at: new Date(),
    duration_ms: 120_000,
    disconnection_reason: "user_hangup",
    successful: true,
    cost_micros: 250_000,
    cost_currency: "USD",
    is_billable: true,
    ...values,
  };
  await database()`insert into public.calls ${database()(row)}`;
  return { id, started_at: new Date(row.started_at) };
}
