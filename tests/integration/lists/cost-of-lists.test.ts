import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAgents } from "@/lib/agents/list-agents";
import { listAuditLog } from "@/lib/audit/list-audit-log";
import { ListAuditLog } from "@/lib/audit/schemas";
import type { Context } from "@/lib/auth/context";
import { sqlPool } from "@/lib/db/client";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { ListDeliveries } from "@/lib/deliveries/schemas";
import { cursorOf, ListQuery } from "@/lib/http/cursor";
import { listInvitations } from "@/lib/members/list-invitations";
import { listMembers } from "@/lib/members/list-members";
import { database } from "../../support/database";
import { rowsRead } from "../../support/rows-read";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";
import { type CrowdedOrganization, DELIVERIES, ENTRIES, makeCrowdedOrganization, PEOPLE } from "./crowded-organization";

/** The cost of a list must not grow with the organization: rows that the database touched, behind the wall. Bounds leave room for its choice of plan. */

/** On a database of its own: what other tests keep there would change what the planner prefers. */
let scratch: ScratchDatabase;
let crowded: CrowdedOrganization;
beforeAll(async () => {
  scratch = await makeScratchDatabase();
  // Before anything in this file has opened a connection: the product and the checker both follow.
  process.env.DATABASE_URL = scratch.url;
  crowded = await makeCrowdedOrganization();
}, 300_000);
afterAll(async () => {
  await Promise.all([database().end({ timeout: 1 }), sqlPool().end({ timeout: 1 })]);
  await scratch.drop();
});

const rowsOf = async <T extends { data: unknown[] }>(list: (ctx: Context) => Promise<T>) => {
  const { org, adminId } = crowded;
  const { rows, answer } = await rowsRead(org, { type: "user", id: adminId, role: "org_admin" }, list);
  return { rows, found: answer.data.length };
};

/** The cursor that leaves so many rows of a list above it, newest first. */
async function cursorAt(table: "inbound_events" | "audit_log" | "agents", column: "id" | "seq", depth: number) {
  const sql = database();
  const [row] = await sql<{ key: string }[]>`
    select ${sql(column)}::text as key from public.${sql(table)} where org_id = ${crowded.org.id}
    ${table === "agents" ? sql`and deleted_at is null` : sql``} order by ${sql(column)} desc offset ${depth} limit 1`;
  return cursorOf([row?.key ?? ""]);
}

type Filter = Record<string, unknown> | (() => Record<string, unknown>);
const filled = (filter: Filter) => (typeof filter === "function" ? filter() : filter);

describe("deliveries", () => {
  const CASES: [string, Filter, number, number][] = [
    ["all", {}, 50, 500],
    ["applied", { state: "applied" }, 50, 500],
    ["failed", { state: "failed" }, 4, 100],
    ["unusable", { state: "unusable" }, 19, 200],
    ["received, which none is", { state: "received" }, 0, 10],
    ["failed or unusable", { state: ["failed", "unusable"] }, 23, 200],
    ["of the busy agent", () => ({ agent_id: crowded.agents.busy }), 50, 500],
    ["of the agent with few", () => ({ agent_id: crowded.agents.rare }), 20, 200],
    ["of an agent without any", { agent_id: "00000000-0000-4000-8000-000000000000" }, 0, 10],
    ["of the vendor with most", { provider: "retell" }, 50, 500],
    ["of the vendor with few", { provider: "vapi" }, 20, 1_500],
    ["of the usual type", { event_type: "call_ended" }, 50, 500],
    ["of a rare type", { event_type: "transfer-update" }, 20, 200],
    ["of a type that none has", { event_type: "nothing" }, 0, 10],
    ["by webhook", { source: "webhook" }, 50, 500],
    ["by comparison with the vendor", { source: "reconciliation" }, 20, 200],
    ["by test, which none is", { source: "test" }, 0, 10],
    ["of one call", { vendor_call_id: "call_2500" }, 4, 50],
    ["of no call", { vendor_call_id: "call_none" }, 0, 10],
    ["found by the beginning of a call's id", { q: "call_250" }, 44, 500],
    ["found by a type", { q: "transfer-update" }, 20, 200],
    ["found by nothing", { q: "nobody knows it" }, 0, 50],
  ];

  test.each(CASES)("%s are listed without reading all", async (_, filter, found, most) => {
    const read = await rowsOf((ctx) => listDeliveries(ctx, ListDeliveries.parse(filled(filter))));
    expect(read.found).toBe(found);
    expect(read.rows).toBeLessThanOrEqual(most);
  });

  test.each(CASES.filter(([, , found]) => found === 50))("%s, a deep page", async (_, filter, found, most) => {
    const cursor = await cursorAt("inbound_events", "id", DELIVERIES * 0.9);
    const read = await rowsOf((ctx) => listDeliveries(ctx, ListDeliveries.parse({ ...filled(filter), cursor })));
    expect(read.found).toBe(found);
    expect(read.rows).toBeLessThanOrEqual(most);
  });
});

describe("the audit log", () => {
  const CASES: [string, Filter, number, number][] = [
    ["whole", {}, 50, 500],
    ["of the usual action", { action: "agent.updated" }, 50, 500],
    ["of a rare action", { action: "member.removed" }, 20, 200],
    ["of an action that nobody took", { action: "key.created" }, 0, 10],
    ["of people", { actor_type: "user" }, 50, 500],
    ["of jobs", { actor_type: "job" }, 20, 200],
    ["of operators", { actor_type: "operator" }, 0, 10],
    ["of the admin", () => ({ actor_id: crowded.adminId }), 50, 500],
    ["of somebody else", { actor_id: "nobody" }, 0, 10],
    ["about agents", { subject_type: "agent" }, 50, 500],
    ["about members", { subject_type: "member" }, 20, 200],
    ["about keys", { subject_type: "credential" }, 0, 10],
    ["about one thing", { subject_id: "00000000-0000-4000-8000-000000000000" }, 0, 10],
    ["of the past", { to: "2020-01-01" }, 0, 20],
    ["of the future", { from: "2100-01-01" }, 0, 20],
    ["since long ago", { from: "2020-01-01" }, 50, 500],
    ["of one place", { seq: 7 }, 1, 20],
  ];

  test.each(CASES)("%s is listed without reading all", async (_, filter, found, most) => {
    const read = await rowsOf((ctx) => listAuditLog(ctx, ListAuditLog.parse(filled(filter))));
    expect(read.found).toBe(found);
    expect(read.rows).toBeLessThanOrEqual(most);
  });

  test.each(CASES.filter(([, , found]) => found === 50))("%s, a deep page", async (_, filter, found, most) => {
    const cursor = await cursorAt("audit_log", "seq", ENTRIES * 0.9);
    const read = await rowsOf((ctx) => listAuditLog(ctx, ListAuditLog.parse({ ...filled(filter), cursor })));
    expect(read.found).toBe(found);
    expect(read.rows).toBeLessThanOrEqual(most);
  });
});

describe("people and agents", () => {
  test("agents are listed without reading those that are gone, nor all deliveries of the busy one", async () => {
    expect(await rowsOf((ctx) => listAgents(ctx, ListQuery.parse({})))).toEqual({
      rows: expect.any(Number),
      found: 50,
    });
    for (const depth of [0, 250]) {
      const cursor = await cursorAt("agents", "id", depth);
      const read = await rowsOf((ctx) => listAgents(ctx, ListQuery.parse({ cursor })));
      expect(read.found).toBe(50);
      expect(read.rows).toBeLessThanOrEqual(1_000);
    }
  });

  test("members are listed without reading all, on the first page and on a deep one", async () => {
    const first = await rowsOf((ctx) => listMembers(ctx, ListQuery.parse({})));
    expect(first.found).toBe(50);
    expect(first.rows).toBeLessThanOrEqual(1_000);
    const [row] = await database()<{ at: string; user_id: string }[]>`
      select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, user_id
      from public.memberships where org_id = ${crowded.org.id} order by created_at, user_id offset ${PEOPLE * 0.9} limit 1`;
    const cursor = cursorOf([row?.at ?? "", row?.user_id ?? ""]);
    const deep = await rowsOf((ctx) => listMembers(ctx, ListQuery.parse({ cursor })));
    expect(deep.found).toBe(50);
    expect(deep.rows).toBeLessThanOrEqual(1_000);
  });

  test("open invitations are listed without reading those that were accepted", async () => {
    const read = await rowsOf((ctx) => listInvitations(ctx, ListQuery.parse({})));
    expect(read.found).toBe(2);
    expect(read.rows).toBeLessThanOrEqual(100);
  });
});

test("a condition that no index answers does read them all, and is noticed", async () => {
  const count = (condition: string) =>
    rowsRead(crowded.org, { type: "job", id: "test" }, async ({ tx }) => {
      const { sql } = await import("kysely");
      await sql.raw(condition).execute(tx);
    });
  expect(
    (await count("select count(*) from inbound_events where reverse(event_type) = 'x'")).rows,
  ).toBeGreaterThanOrEqual(DELIVERIES);
  expect((await count("select count(*) from audit_log where reverse(action) = 'x'")).rows).toBeGreaterThanOrEqual(
    ENTRIES,
  );
});
