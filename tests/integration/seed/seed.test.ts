import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { previewReplay } from "@/lib/calls/replay-delivery";
import { type Tx, withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../../scripts/stack/demo";
import { database } from "../../support/database";
import { recountedStats } from "../../support/recount-stats";
import { signIn } from "../../support/sign-in";

const CALLS = 600;

function seed(more: string[] = [], env: Record<string, string> = {}) {
  const run = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "scripts/seed.ts",
      "--calls",
      String(CALLS),
      "--delivered",
      "40",
      "--calls-per-minute",
      "0",
      ...more,
    ],
    { env: { ...process.env, ...env }, encoding: "utf8" },
  );
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

const contextOf = (tx: Tx, id: string): Context => ({
  org: { id, slug: "demo", name: "Demo", industry: "clinic", time_zone: "UTC", currency: "USD", colour: "teal" },
  actor: { type: "job", id: "test" },
  log: logger(),
  requestId: "test",
  tx,
});

const demoOrganizations = () =>
  database()<{ id: string; slug: string }[]>`
    select id, slug from public.organizations where slug in ('willowbrook', 'summit-ridge') order by slug`;

beforeAll(() => {
  // Other tests have organizations in this database already.
  const { status, output } = seed(["--force"]);
  if (status !== 0) throw new Error(output);
}, 300_000);

test("both organizations have their year of calls, none in the future and some of today", async () => {
  for (const { id } of await demoOrganizations()) {
    const [row] = await database()`
      select count(*)::integer as calls, max(started_at) <= now() as past, max(started_at) > now() - interval '4 days' as fresh,
        min(started_at) < now() - interval '350 days' as old, count(distinct agent_id)::integer > 1 as agents,
        count(distinct status)::integer > 1 as statuses, count(*) filter (where not is_billable)::integer > 0 as tests,
        count(distinct provider)::integer as providers
      from public.calls where org_id = ${id}`;
    expect(row).toEqual({
      ...{ calls: CALLS, past: true, fresh: true, old: true, agents: true, statuses: true, tests: true, providers: 2 },
    });
  }
});

test("the totals by hour equal a recount", async () => {
  for (const { id } of await demoOrganizations()) {
    const { kept, recounted } = await recountedStats(database(), id);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).toEqual(recounted);
  }
});

test("the newest calls have their deliveries and events, at the time they happened", async () => {
  for (const { id } of await demoOrganizations()) {
    const [row] = await database()`
      select count(distinct d.call_id)::integer as calls,
        bool_and(d.call_id is null or exists (select from public.calls c where c.id = d.call_id and c.org_id = d.org_id)) as found,
        bool_and(d.received_at < now()) as past,
        (select bool_and(e.occurred_at < now() - interval '1 minute') from public.events e where e.org_id = ${id}) as events_past
      from public.inbound_events d where d.org_id = ${id}`;
    expect(row).toEqual({ calls: 40, found: true, past: true, events_past: true });
  }
});

test("what went wrong earlier than two days ago somebody has looked at, and nothing else", async () => {
  for (const { id } of await demoOrganizations()) {
    const [row] = await database()`
      select count(*) filter (where needs and reviewed_at is null and started_at < now() - interval '49 hours')::integer as left_over,
        count(*) filter (where reviewed_at is not null and not needs)::integer as needless,
        bool_or(reviewed_at is not null) as reviewed, coalesce(max(reviewed_at) < now(), false) as past
      from (select *, status = 'error' or sentiment is not distinct from 'negative' or (successful is false and voicemail is not true) as needs
        from public.calls where org_id = ${id}) as call`;
    expect(row).toEqual({ left_over: 0, needless: 0, reviewed: true, past: true });
  }
});

test("a delivery of history, replayed, would change nothing", async () => {
  for (const { id } of await demoOrganizations()) {
    const deliveries = await database()<{ id: string }[]>`
      select id from public.inbound_events where org_id = ${id} and state = 'applied' order by id desc limit 40`;
    for (const delivery of deliveries) {
      const { changed } = await withTenant({ orgId: id }, (tx) => previewReplay(contextOf(tx, id), delivery.id));
      expect(changed).toEqual({});
    }
  }
});

test("everybody of the demo can sign in", async () => {
  for (const { email } of Object.values(DEMO_ACCOUNTS)) expect(await signIn(email, DEMO_PASSWORD)).toContain("=");
});

test("a database that is not empty is left alone without --force", async () => {
  const before = await demoOrganizations();
  const { status, output } = seed();
  expect(status).toBe(1);
  expect(output).toMatch(/holds \d+ organizations already/);
  expect(await demoOrganizations()).toEqual(before);
});

test("a database elsewhere is refused, even with --force", () => {
  const elsewhere = "postgresql://postgres:secret@db.example.com:5432/postgres";
  const { status, output } = seed(["--force"], { DATABASE_URL: elsewhere, DATABASE_DIRECT_URL: elsewhere });
  expect(status).toBe(1);
  expect(output).toContain('not on "db.example.com"');
});
