import { beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { makeBusyOrganization } from "../../support/bulk";
import { database } from "../../support/database";

/** The cost of a list must not grow with the organization: rows that the database touched, behind the wall. Bounds leave room for its choice of plan. */
const CALLS = 20_000;

let org: Context["org"];
let agentId: string;

beforeAll(async () => {
  const { id, slug, name, industry, time_zone, colour, agents } = await makeBusyOrganization({ calls: CALLS });
  org = { id, slug, name, industry, time_zone, colour, currency: "USD" };
  // What autovacuum does within a minute of so many rows; without it the database guesses, and may read in order of date.
  await database()`analyze public.calls`;
  agentId = agents.find((agent) => agent.name.includes("español"))?.id ?? "";
}, 300_000);

function rowsRead(query: Record<string, unknown>, of = org): Promise<number> {
  return withTenant({ orgId: of.id }, async (tx, raw) => {
    const ctx: Context = { org: of, tx, actor: { type: "job", id: "test" }, log: logger(), requestId: "test" };
    const readSoFar = async () => {
      const [row] = await raw<{ rows: string }[]>`
        select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_all_tables where relid = 'public.calls'::regclass`;
      return Number(row?.rows ?? 0);
    };
    const before = await readSoFar();
    await listCalls(ctx, ListCalls.parse(query));
    return (await readSoFar()) - before;
  });
}

test.each([
  ["that nobody has", { number: "999999" }, 10],
  ["of a status that no call has", { status: "ringing" }, 10],
  ["of the future", { from: "2100-01-01" }, 10],
  ["by a whole number", { number: "+12145550142" }, 1_000],
  ["of one agent", { agent_id: () => agentId }, 5_000],
  ["that failed", { status: "error" }, 1_000],
  ["that are not billable", { is_billable: "false" }, 5_000],
  ["handed over to a person", { contained: "false" }, 100],
  ["that somebody has looked at", { review: "reviewed" }, 10],
  ["that need a look", { review: "needed" }, 2_500],
  ["that the agent held alone", { contained: "true" }, 5_000],
  ["that are billable", { is_billable: "true" }, 5_000],
  ["of everybody", {}, 5_000],
])("calls %s are listed without reading all", async (_, query, most) => {
  const filled = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === "function" ? value() : value]),
  );
  expect(await rowsRead(filled)).toBeLessThanOrEqual(most);
});

test("calls that the agent held alone are listed without reading all where it holds hardly any", async () => {
  const { id, slug, name, industry, time_zone, colour } = await makeBusyOrganization({ calls: CALLS });
  await database()`
    update public.calls set disconnection_reason = 'call_transfer', transfer_destination = '+12145550100' where org_id = ${id}`;
  await database()`analyze public.calls`;
  expect(
    await rowsRead({ contained: "true" }, { id, slug, name, industry, time_zone, colour, currency: "USD" }),
  ).toBeLessThanOrEqual(10);
}, 300_000);

test("a condition that no index answers does read them all, and is noticed", async () => {
  const read = await withTenant({ orgId: org.id }, async (_, raw) => {
    await raw`select count(*) from public.calls where org_id = ${org.id} and reverse(from_number) = 'nobody'`;
    const [row] = await raw<{ rows: string }[]>`
      select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_all_tables where relid = 'public.calls'::regclass`;
    return Number(row?.rows ?? 0);
  });
  expect(read).toBeGreaterThanOrEqual(CALLS);
});
