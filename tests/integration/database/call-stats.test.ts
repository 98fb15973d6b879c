import { randomUUID } from "node:crypto";
import { v7 as uuidV7 } from "uuid";
import { expect, test } from "vitest";
import { explainDisconnection, knownReasons } from "@/lib/voice/disconnection-reasons";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";
import { recountedStats } from "../../support/recount-stats";
import { makeScratchDatabase } from "../../support/scratch-database";

const HOUR_MS = 3_600_000;
const pick = <T>(items: readonly T[], index: number) => items[index % items.length];

/** Calls across the end of daylight saving time, with every status and with gaps in what is known. */
function calls(orgId: string, agents: string[], count: number) {
  const start = Date.UTC(2026, 9, 31, 20);
  return Array.from({ length: count }, (_, index) => ({
    id: uuidV7(),
    org_id: orgId,
    agent_id: pick(agents, index) ?? "",
    provider: "retell",
    vendor_call_id: randomUUID(),
    status: pick(["ended", "not_connected", "error", "in_progress", "ended", "ringing"], index) ?? "",
    started_at: new Date(start + ((index * 37) % 40) * (HOUR_MS / 4)),
    successful: pick([true, false, null], index) ?? null,
    duration_ms: index % 7 === 0 ? null : index * 100,
    cost_micros: index % 5 === 0 ? null : index * 1_000,
    is_billable: index % 9 !== 0,
    direction: pick(["inbound", "outbound", null], index) ?? null,
    voicemail: pick([null, false, true, null], index) ?? null,
    disconnection_reason: pick(["user_hangup", "call_transfer", null, "assistant-forwarded-call"], index) ?? null,
    transfer_destination: index % 11 === 0 ? "+12125550100" : null,
    sentiment: pick(["positive", "neutral", "negative", null], index) ?? null,
    latency_p50_ms: index % 6 === 0 ? null : 300 + ((index * 173) % 4000),
  }));
}

async function organizationWithAgents(sql: ReturnType<typeof database>, orgId: string) {
  const rows = ["A", "B"].map((name) => ({ org_id: orgId, provider: "retell", name, auth_scheme: "retell_signature" }));
  const agents = await sql<{ id: string }[]>`insert into public.agents ${sql(rows)} returning id`;
  return agents.map(({ id }) => id);
}

test("the totals by hour follow every insert, change, move and removal of calls", async () => {
  const { id } = await makeOrganization({ time_zone: "America/Chicago" });
  const sql = database();
  const agents = await organizationWithAgents(sql, id);
  await sql`insert into public.calls ${sql(calls(id, agents, 240))}`;
  const steps = [
    sql`update public.calls set status = 'ended', duration_ms = 5000 where org_id = ${id} and status = 'in_progress'`,
    sql`update public.calls set started_at = started_at + interval '50 minutes' where org_id = ${id} and successful`,
    sql`update public.calls set is_billable = not is_billable, cost_micros = null where org_id = ${id} and agent_id = ${agents[0] ?? ""}`,
    sql`update public.calls set agent_id = ${agents[1] ?? ""} where org_id = ${id} and status = 'error'`,
    sql`update public.calls set direction = 'outbound', sentiment = 'negative' where org_id = ${id} and direction is null`,
    sql`update public.calls set voicemail = not voicemail, latency_p50_ms = latency_p50_ms * 2 where org_id = ${id}`,
    sql`update public.calls set disconnection_reason = 'call_take_over' where org_id = ${id} and voicemail is not true`,
    sql`update public.calls set transfer_destination = null where org_id = ${id}`,
    sql`update public.calls set summary = 'nothing that counts' where org_id = ${id}`,
    sql`update public.organizations set time_zone = 'Asia/Kolkata' where id = ${id}`,
    sql`delete from public.calls where org_id = ${id} and not is_billable`,
  ];
  for (const step of steps) {
    await step;
    const { kept, recounted } = await recountedStats(sql, id);
    expect(kept).toEqual(recounted);
    expect(kept.length).toBeGreaterThan(5);
  }
});

test("every word of a vendor for a transfer counts as one, and no other way to end does", async () => {
  const { id } = await makeOrganization();
  const sql = database();
  const agents = await organizationWithAgents(sql, id);
  const [first] = calls(id, agents, 1);
  // Each reason an hour of its own.
  const rows = knownReasons.map((disconnection_reason, hours) => ({
    ...{
      ...first,
      id: uuidV7(),
      vendor_call_id: randomUUID(),
      status: "ended",
      voicemail: false,
      transfer_destination: null,
    },
    ...{ disconnection_reason, started_at: new Date(Date.UTC(2026, 0, 1, hours)) },
  }));
  await sql`insert into public.calls ${sql(rows)}`;
  const counted = await sql<{ reason: string }[]>`
    select disconnection_reason as reason from public.calls join public.call_hourly_stats on hour = started_at
      and call_hourly_stats.org_id = calls.org_id
    where calls.org_id = ${id} and transferred_calls = 1 order by hour`;
  const transferred = counted.map(({ reason }) => reason);
  const kindOf = (reason: string) => explainDisconnection(reason).kind;
  expect(transferred).toEqual(expect.arrayContaining(knownReasons.filter((reason) => kindOf(reason) === "transfer")));
  // A caller who hangs up while being transferred had a person called for, too; nothing else goes along.
  expect(transferred.filter((reason) => kindOf(reason) !== "transfer")).toEqual([
    "customer-ended-call-before-warm-transfer",
    "customer-ended-call-during-transfer",
    "customer-ended-call-after-warm-transfer-attempt",
  ]);
});

test("without its trigger the totals would be wrong: the recount notices", async () => {
  const scratch = await makeScratchDatabase();
  try {
    const [organization] = await scratch.sql<{ id: string }[]>`
      insert into public.organizations (slug, name) values ('one', 'One') returning id`;
    const id = organization?.id ?? "";
    const agents = await organizationWithAgents(scratch.sql, id);
    await scratch.sql`insert into public.calls ${scratch.sql(calls(id, agents, 60))}`;
    await scratch.sql`alter table public.calls disable trigger roll_up_changed`;
    await scratch.sql`update public.calls set status = 'ended' where org_id = ${id}`;
    const { kept, recounted } = await recountedStats(scratch.sql, id);
    expect(kept).not.toEqual(recounted);
    await scratch.sql`select private.rebuild_call_stats(${id})`;
    const rebuilt = await recountedStats(scratch.sql, id);
    expect(rebuilt.kept).toEqual(rebuilt.recounted);
  } finally {
    await scratch.drop();
  }
});
