import { randomUUID } from "node:crypto";
import { v7 as uuidV7 } from "uuid";
import { expect, test } from "vitest";
import { GET } from "@/app/api/cron/maintenance/route";
import { maintainPartitions, RETENTION_DAYS } from "@/lib/db/maintain-partitions";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";
import { makeScratchDatabase } from "../../support/scratch-database";
import { takingBack } from "../../support/taking-back";

const DAY_MS = 86_400_000;
const monthOf = (at: Date) => `${at.getUTCFullYear()}_${String(at.getUTCMonth() + 1).padStart(2, "0")}`;
const middleOfMonth = (months: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15));
};

const delivery = (orgId: string, agentId: string, at: Date) => ({
  id: uuidV7({ msecs: at.getTime() }),
  org_id: orgId,
  agent_id: agentId,
  provider: "retell",
  event_type: "call_ended",
  event_key: randomUUID(),
  state: "applied",
  body: "{}",
  received_at: at,
});

test("a delivery of the coming month lands in the partition of that month", async () => {
  const { id, agentId } = await organizationWithAgent();
  const at = middleOfMonth(1);
  const [row] = await database()`
    insert into public.inbound_events ${database()(delivery(id, agentId, at))} returning tableoid::regclass::text as partition`;
  expect(row?.partition).toMatch(new RegExp(`inbound_events_${monthOf(at)}$`));
});

test("a delivery whose month was never made is kept, and moves into its month with the next maintenance", async () => {
  const scratch = await makeScratchDatabase();
  try {
    const at = middleOfMonth(-4);
    const [organization] =
      await scratch.sql`insert into public.organizations (slug, name) values ('one', 'One') returning id`;
    const [agent] = await scratch.sql`
      insert into public.agents (org_id, provider, name, auth_scheme) values (${organization?.id}, 'retell', 'A', 'retell_signature') returning id`;
    const row = delivery(organization?.id, agent?.id, at);
    const partitionOf = async () => {
      const [found] =
        await scratch.sql`select tableoid::regclass::text as partition from public.inbound_events where id = ${row.id}`;
      return found?.partition;
    };
    await scratch.sql`insert into public.inbound_events ${scratch.sql(row)}`;
    expect(await partitionOf()).toBe("inbound_events_default");

    const [{ made } = { made: 0 }] = await scratch.sql`select private.ensure_partitions('inbound_events') as made`;
    expect(made).toBeGreaterThan(0);
    expect(await partitionOf()).toBe(`inbound_events_${monthOf(at)}`);
    const [moved] = await scratch.sql`
      select relrowsecurity and relforcerowsecurity as walled, (select count(*)::integer from pg_index where indrelid = c.oid) as indexes,
        private.unclaimed_rows('inbound_events')::integer as unclaimed
      from pg_class c where relname = ${`inbound_events_${monthOf(at)}`}`;
    expect(moved).toEqual({ walled: true, indexes: await indexesOf(scratch.sql), unclaimed: 0 });
  } finally {
    await scratch.drop();
  }
});

test("a month is dropped when its last delivery is past retention, and not a day earlier", async () => {
  const past = middleOfMonth(-1);
  const endOfPast = new Date(Date.UTC(past.getUTCFullYear(), past.getUTCMonth() + 1, 1));
  const over = (table: keyof typeof RETENTION_DAYS, more: number) =>
    new Date(endOfPast.getTime() + RETENTION_DAYS[table] * DAY_MS + more);
  for (const table of ["inbound_events", "events"] as const) {
    const names = await takingBack(database(), async (tx) => {
      const drop = async (now: Date) => {
        const before = new Date(now.getTime() - RETENTION_DAYS[table] * DAY_MS);
        const [row] = await tx`select private.drop_partitions(${table}, ${before}) as dropped`;
        return row?.dropped;
      };
      return [await drop(over(table, -1)), await drop(over(table, 0))];
    });
    expect(names[0]).not.toContain(`${table}_${monthOf(past)}`);
    expect(names[1]).toContain(`${table}_${monthOf(past)}`);
  }
});

test("event keys are forgotten after ninety days, and only those", async () => {
  const { id } = await organizationWithAgent();
  const keys = [
    { event_key: "old", inbound_event_id: uuidV7({ msecs: Date.now() - 91 * DAY_MS }) },
    { event_key: "fresh", inbound_event_id: uuidV7({ msecs: Date.now() - 89 * DAY_MS }) },
  ].map((key) => ({ org_id: id, provider: "retell", ...key }));
  await database()`insert into public.delivery_keys ${database()(keys)}`;
  const { forgotten_keys } = await maintainPartitions();
  expect(forgotten_keys).toBeGreaterThanOrEqual(1);
  const left = await database()`select event_key from public.delivery_keys where org_id = ${id}`;
  expect(left.map(({ event_key }) => event_key)).toEqual(["fresh"]);
});

test("no other table can be partitioned or dropped through the maintenance functions", async () => {
  for (const call of ["ensure_partitions('calls')", "drop_partitions('calls', now())", "unclaimed_rows('calls')"]) {
    await expect(database().unsafe(`select private.${call}`)).rejects.toThrow("calls has no partitions");
  }
});

test("the scheduler's maintenance runs, again and again, and nobody else's", async () => {
  const path = "/api/cron/maintenance";
  for (let run = 0; run < 2; run++) {
    const answer = await callRoute(GET, { path, headers: { authorization: `Bearer ${env().CRON_SECRET}` } });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      made: 0,
      unclaimed_rows: 0,
      postponed: [],
      ended_visits: expect.any(Number),
    });
  }
  expect((await callRoute(GET, { path })).status).toBe(401);
});

async function organizationWithAgent() {
  const { id } = await makeOrganization();
  const [agent] = await database()<{ id: string }[]>`
    insert into public.agents (org_id, provider, name, auth_scheme) values (${id}, 'retell', 'A', 'retell_signature') returning id`;
  return { id, agentId: agent?.id ?? "" };
}

async function indexesOf(sql: ReturnType<typeof database>): Promise<number> {
  const [row] =
    await sql`select count(*)::integer as count from pg_index where indrelid = 'public.inbound_events'::regclass`;
  return row?.count;
}
