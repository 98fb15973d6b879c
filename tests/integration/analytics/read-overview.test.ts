import { describe, expect, test } from "vitest";
import { formatIn } from "@/app/_ui/format/use-format";
import { answerOf } from "@/app/[org]/overview/answer";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { GET } from "@/app/api/v1/orgs/[org]/overview/route";
import type { Overview } from "@/lib/analytics/read-overview";
import { makeAgent, type TestAgent } from "../../support/agent";
import { keep } from "../../support/credentials";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function read(organization: TestOrganization, cookie?: string) {
  return callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/overview`,
    params: { org: organization.slug },
    cookie: cookie ?? (await organization.viewer.cookie()),
  });
}

async function overviewOf(organization: TestOrganization): Promise<Overview> {
  const answer = await read(organization);
  expect(answer.status).toBe(200);
  return answer.json<Overview>();
}

/** A zone where it is about noon now, so that neither today nor yesterday is near its border. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  // The names of Etc zones have their sign turned round.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

describe("the overview", () => {
  test("sets today against yesterday until the same minute, not against the whole day", async () => {
    const organization = await makeOrganization({ time_zone: noonZone() });
    const agent = await makeAgent(organization.id, "retell");
    const now = Date.now();
    await insertCall(agent, { started_at: new Date(now - MINUTE) });
    await insertCall(agent, { started_at: new Date(now - 3 * 60 * MINUTE) });
    await insertCall(agent, { started_at: new Date(now - DAY - 2 * MINUTE) });
    await insertCall(agent, { started_at: new Date(now - DAY - 180 * MINUTE) });
    await insertCall(agent, { started_at: new Date(now - DAY - 181 * MINUTE) });
    await insertCall(agent, { started_at: new Date(now - DAY + 5 * MINUTE) });
    await insertCall(agent, { started_at: new Date(now - 3 * DAY) });
    const overview = await overviewOf(organization);
    expect(overview.today.calls).toBe(2);
    expect(overview.yesterday_until_now.calls).toBe(3);
  });

  test("an agent whose last hour was unlike that hour of its weekday is named; one with little history is not", async () => {
    const organization = await makeOrganization({ time_zone: "America/Chicago" });
    const sql = database();
    const [busy, quiet, young] = [
      await makeAgent(organization.id, "retell"),
      await makeAgent(organization.id, "vapi"),
      await makeAgent(organization.id, "retell"),
    ];
    await sql`update public.agents set validated_at = now(), created_at = now() - interval '90 days'
      where id in (${busy.id}, ${quiet.id})`;
    await sql`update public.agents set validated_at = now(), created_at = now() - interval '15 days' where id = ${young.id}`;
    // The local hour before this one, also in the weeks before, whatever daylight saving did meanwhile.
    const hours = await sql<{ at: Date }[]>`
      select (date_trunc('hour', now() at time zone 'America/Chicago') - interval '50 minutes' - make_interval(days => 7 * weeks))
        at time zone 'America/Chicago' as at from generate_series(0, 6) as weeks order by weeks`;
    const some = async (agent: TestAgent, at: Date | undefined, count: number) => {
      for (let index = 0; index < count; index++) await insertCall(agent, { started_at: at });
    };
    await some(busy, hours[0]?.at, 12);
    await some(young, hours[0]?.at, 12);
    for (const { at } of hours.slice(1)) {
      await some(busy, at, 3);
      await some(quiet, at, 9);
    }
    const { attention } = await overviewOf(organization);
    expect(attention).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: "unusual_hour",
          spike: "more_calls",
          agent: expect.objectContaining({ id: busy.id }),
          count: 12,
          usual: 3,
        }),
        expect.objectContaining({
          kind: "unusual_hour",
          spike: "fewer_calls",
          agent: expect.objectContaining({ id: quiet.id }),
          count: 0,
          usual: 9,
        }),
      ]),
    );
    expect(attention).toHaveLength(2);
  });

  test("names what needs a person: refused, missing, failed, waiting; and nothing of a healthy or paused agent", async () => {
    const organization = await makeOrganization();
    const [refused, missing, waiting, healthy, paused] = [
      await makeAgent(organization.id, "retell"),
      await makeAgent(organization.id, "vapi"),
      await makeAgent(organization.id, "retell"),
      await makeAgent(organization.id, "retell"),
      await makeAgent(organization.id, "retell"),
    ];
    const sql = database();
    await sql`update public.agents set validated_at = now(), last_delivery_at = now() - interval '1 hour', rejected_count = 4,
      last_rejected_at = now(), last_rejected_reason = 'wrong signature' where id = ${refused.id}`;
    await sql`update public.agents set validated_at = now(), last_delivery_at = now(), reconciled_missing_calls = 2 where id = ${missing.id}`;
    await sql`update public.agents set validated_at = now(), last_rejected_at = now() - interval '1 hour', last_delivery_at = now(),
      rejected_count = 1, reconciled_missing_calls = 0 where id = ${healthy.id}`;
    await sql`update public.agents set paused_at = now() where id = ${paused.id}`;
    const overview = await overviewOf(organization);
    expect(overview.attention).toMatchObject([
      { kind: "agent_rejecting", agent: { id: refused.id }, rejected: 4, reason: "wrong signature" },
      { kind: "calls_missing", agent: { id: missing.id }, missing: 2 },
      { kind: "agent_waiting", agent: { id: waiting.id } },
    ]);
    expect(overview.agents).toEqual({ total: 5, validated: 3, rejecting: 1, waiting: 1, paused: 1 });
  });

  test("an agent that is refused before its first delivery takes no voice from those that answer", async () => {
    const organization = await makeOrganization();
    const agents = [1, 2, 3].map(() => makeAgent(organization.id, "retell"));
    const [fresh, ...answering] = await Promise.all(agents);
    const sql = database();
    await sql`update public.agents set validated_at = now(), last_delivery_at = now() where id = any(${answering.map(({ id }) => id)})`;
    await sql`update public.agents set last_rejected_at = now(), rejected_count = 1 where id = ${fresh?.id ?? ""}`;
    const overview = await overviewOf(organization);
    expect(overview.agents).toEqual({ total: 3, validated: 2, rejecting: 0, waiting: 1, paused: 0 });
    expect(answerOf(formatIn("en-US"), overview, true)).toBe("Two of three agents are answering. One thing needs you.");
  });

  test("whose calls are being lost comes before any number of agents that only wait", async () => {
    const organization = await makeOrganization();
    const sql = database();
    await sql`insert into public.agents (org_id, provider, name, auth_scheme)
      select ${organization.id}, 'vapi', 'Agent ' || n, 'bearer' from generate_series(1, 60) n`;
    const [last] = await sql<{ id: string }[]>`
      insert into public.agents (org_id, provider, name, auth_scheme, validated_at, last_rejected_at, rejected_count)
      values (${organization.id}, 'vapi', 'Zoe', 'bearer', now(), now(), 2) returning id`;
    const { attention } = await overviewOf(organization);
    expect(attention[0]).toMatchObject({ kind: "agent_rejecting", agent: { id: last?.id, name: "Zoe" } });
  });

  test("counts the calls that need review, exactly those behind the filter it leads to", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const sql = database();
    await sql`update public.agents set validated_at = now() where id = ${agent.id}`;
    await insertCall(agent);
    await insertCall(agent, { status: "error", successful: null });
    await insertCall(agent, { sentiment: "negative" });
    await insertCall(agent, { successful: false, started_at: new Date(Date.now() - 200 * DAY) });
    await insertCall(agent, { successful: false, voicemail: true });
    await insertCall(agent, { successful: false, reviewed_at: new Date() });
    expect((await overviewOf(organization)).attention).toEqual([{ kind: "calls_to_review", calls: 3, capped: false }]);
    const behind = await callRoute(listCalls, {
      path: `/api/v1/orgs/${organization.slug}/calls?review=needed`,
      params: { org: organization.slug },
      cookie: await organization.viewer.cookie(),
    });
    expect(behind.json<{ data: unknown[] }>().data).toHaveLength(3);
  });

  test("names the credentials that are used and have ended, or will within two weeks; no other, and none twice", async () => {
    const organization = await makeOrganization();
    const cookie = await organization.admin.cookie();
    const keptOf = async (kind: string, label: string) => {
      const secret = `key_canary_${label}_5f2b9d31c04e8a67`;
      return (await keep(organization, cookie, { kind, label, secret })).json<{ id: string }>().id;
    };
    const endIn = (id: string, days: number) =>
      database()`update public.credentials set expires_at = ${new Date(Date.now() + days * DAY)} where id = ${id}`;
    const [ended, soon, rotated] = [
      await keptOf("retell", "Main"),
      await keptOf("vapi", "Evening"),
      await keptOf("boberdoo", "Old"),
    ];
    // One of the same vendor that is not used, one that ends later, one that does not end, one with a successor.
    await endIn(await keptOf("retell", "Spare"), -1);
    await endIn(await keptOf("slack", "Later"), 15);
    await keptOf("creatomate", "Never");
    await database()`update public.credentials set superseded_at = now() where id = ${rotated}`;
    for (const id of [ended, rotated]) await endIn(id, -1);
    await endIn(soon, 13);
    const [told, other] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "retell")];
    const sql = database();
    await sql`update public.agents set validated_at = now(), reconciliation_error =
      'The Retell credential “Main” has expired. Rotate it, use another one or change its last day under Settings, Credentials.'
      where id = ${told.id}`;
    await sql`update public.agents set validated_at = now(), reconciliation_error = 'Retell refused the key.' where id = ${other.id}`;
    const { attention } = await overviewOf(organization);
    expect(attention).toEqual([
      {
        kind: "credential_expired",
        credential: { id: ended, label: "Main", vendor: "Retell" },
        at: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({ kind: "reconciliation_failing", agent: expect.objectContaining({ id: other.id }) }),
      {
        kind: "credential_expiring",
        credential: { id: soon, label: "Evening", vendor: "Vapi" },
        at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  test("knows nothing of another organization, and is not found by a stranger", async () => {
    const [own, foreign] = [await makeOrganization(), await makeOrganization()];
    await insertCall(await makeAgent(foreign.id, "retell"));
    expect((await overviewOf(foreign)).has_calls).toBe(true);
    expect(await overviewOf(own)).toMatchObject({
      has_calls: false,
      live_calls: 0,
      attention: [],
      today: { calls: 0 },
      agents: { total: 0 },
    });
    expect((await read(foreign, await own.admin.cookie())).status).toBe(404);
    expect((await read(own, "nothing=1")).status).toBe(401);
  });
});
