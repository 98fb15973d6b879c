import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql as statement } from "kysely";
import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/figures/route";
import { summedCalls, summedHours } from "@/lib/analytics/counted";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { withTenant } from "@/lib/db/tenant";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function read(organization: TestOrganization, query = "", cookie?: string) {
  return callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/figures${query}`,
    params: { org: organization.slug },
    cookie: cookie ?? (await organization.viewer.cookie()),
  });
}

async function figuresOf(organization: TestOrganization, query = ""): Promise<PeriodFigures> {
  const answer = await read(organization, query);
  expect(answer.status, answer.text).toBe(200);
  return answer.json<PeriodFigures>();
}

const range = (day: string, to = day) => `?from=${day}&to=${to}`;

/** A zone where it is about noon now, so that neither today nor yesterday is near its border. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

describe("figures of a period", () => {
  test("every figure follows its definition", async () => {
    const organization = await makeOrganization({ time_zone: "America/Chicago" });
    const agent = await makeAgent(organization.id, "retell");
    const at = (minute: number) => ({
      started_at: new Date(Date.UTC(2026, 2, 3, 18, minute)),
      analyzed_at: new Date(),
    });
    await insertCall(agent, { ...at(1), sentiment: "positive", latency_p50_ms: 700 });
    await insertCall(agent, {
      ...at(2),
      successful: false,
      disconnection_reason: "call_transfer",
      latency_p50_ms: 900,
    });
    await insertCall(agent, { ...at(3), successful: null, voicemail: true, sentiment: "negative" });
    await insertCall(agent, {
      ...at(4),
      transfer_destination: "+12125550100",
      latency_p50_ms: 5000,
      is_billable: false,
    });
    await insertCall(agent, { ...at(5), status: "error", successful: null, duration_ms: null, cost_micros: null });
    await insertCall(agent, {
      ...at(6),
      status: "in_progress",
      successful: null,
      duration_ms: null,
      cost_micros: null,
    });
    const { figures, previous, agents, period } = await figuresOf(organization, range("2026-03-03"));
    expect(figures).toMatchObject({
      ...{ calls: 6, ended_calls: 5, error_calls: 1, connected_calls: 4, duration_ms: 480_000, cost_micros: 1_000_000 },
      ...{ billable_calls: 5, billable_duration_ms: 360_000, billable_cost_micros: 750_000 },
      // Of three analysed calls two; of three conversations one without a person; voicemail is none.
      ...{ analyzed_calls: 3, successful_calls: 2, conversation_calls: 3, contained_calls: 1 },
      ...{ success: 2 / 3, containment: 1 / 3, positive_calls: 1, neutral_calls: 0, negative_calls: 1 },
    });
    expect(figures.latency_p50_ms).toBeGreaterThan(800);
    expect(figures.latency_p50_ms).toBeLessThanOrEqual(1000);
    // Of so few the 90th percentile would be the slowest by another name.
    expect(figures.latency_p90_ms).toBeNull();
    for (let slow = 0; slow < 10; slow++)
      await insertCall(agent, { started_at: new Date("2026-03-05T18:00:00Z"), latency_p50_ms: 5000 });
    expect((await figuresOf(organization, range("2026-03-05"))).figures.latency_p90_ms).toBeGreaterThan(4000);
    expect(previous).toMatchObject({ calls: 0, success: null, containment: null, latency_p50_ms: null });
    expect(agents).toMatchObject([{ agent: { id: agent.id, provider: "retell" }, figures: { calls: 6 } }]);
    expect(period).toMatchObject({ days: 1, previous_from: "2026-03-02", is_running: false });
  });

  test("a running period is compared with the one before until the same minute, and its hours with whole hours", async () => {
    const organization = await makeOrganization({ time_zone: noonZone() });
    const agent = await makeAgent(organization.id, "retell");
    const now = Date.now();
    const ago = (ms: number) => insertCall(agent, { started_at: new Date(now - ms) });
    for (const span of [MINUTE, 3 * HOUR, 24 * HOUR + 2 * MINUTE, 27 * HOUR, 27 * HOUR + MINUTE]) await ago(span);
    await ago(24 * HOUR - 5 * MINUTE);
    await ago(72 * HOUR);
    const { figures, previous, bins, unit, agents } = await figuresOf(organization);
    expect([unit, figures.calls, previous.calls]).toEqual(["hour", 2, 3]);
    expect(agents[0]).toMatchObject({ figures: { calls: 2 }, previous: { calls: 3 } });
    const sum = (values: (number | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
    expect(sum(bins.map((bin) => bin.now?.calls))).toBe(2);
    expect(sum(bins.map((bin) => bin.before?.calls))).toBe(4);
    expect(bins.at(-1)?.now).toBeNull();
    const week = await figuresOf(organization, "?range=7d");
    expect([week.unit, week.bins.length, week.figures.calls, week.previous.calls]).toEqual(["day", 7, 7, 0]);
    expect(sum(week.week?.flat() ?? [])).toBe(7);
    const yesterday = await figuresOf(organization, "?range=yesterday");
    expect([yesterday.figures.calls, yesterday.period.is_running]).toEqual([4, false]);
  });

  test.each([
    ["spring forward", "2026-03-08", 23, [0, 1, 3, 4]],
    ["fall back", "2026-11-01", 25, [0, 1, 1, 2]],
  ])("the day of %s has its own number of hours, each once", async (_name, day, hours, first) => {
    const organization = await makeOrganization({ time_zone: "America/Chicago" });
    const agent = await makeAgent(organization.id, "vapi");
    const midnight = new Date(`${day}T05:00:00Z`).getTime() + (hours === 23 ? HOUR : 0);
    for (let hour = 0; hour < hours; hour++)
      await insertCall(agent, { started_at: new Date(midnight + hour * HOUR + MINUTE) });
    // Neither the hour before nor the one after belongs to the day.
    await insertCall(agent, { started_at: new Date(midnight - MINUTE) });
    await insertCall(agent, { started_at: new Date(midnight + hours * HOUR + MINUTE) });
    // The counterpart of 1 AM the day before: the light line of both.
    await insertCall(agent, { started_at: new Date(midnight - 23 * HOUR + MINUTE) });
    const { bins, figures, previous } = await figuresOf(organization, range(day));
    expect([figures.calls, previous.calls, bins.length]).toEqual([hours, 2, hours]);
    expect(bins.slice(0, 4).map(({ hour }) => hour)).toEqual(first);
    expect(bins.map(({ now }) => now?.calls)).toEqual(Array(hours).fill(1));
    expect(bins.filter(({ hour }) => hour === 1).map(({ before }) => before?.calls)).toEqual(
      hours === 25 ? [1, undefined] : [1],
    );
    const around = await figuresOf(
      organization,
      range(day.replace(/..$/, (d) => String(Number(d) - 1).padStart(2, "0")).replace("11-00", "10-31"), day),
    );
    expect(around.bins).toHaveLength(24 + hours);
    const days = await figuresOf(organization, `?from=${day === "2026-11-01" ? "2026-10-30" : "2026-03-06"}&to=${day}`);
    expect(days.bins.map(({ now }) => now?.calls)).toEqual([0, 2, hours]);
  });

  test("agent, vendor, direction and billable narrow everything, the cut hour too", async () => {
    const organization = await makeOrganization({ time_zone: noonZone() });
    const [retell, vapi] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
    for (const started_at of [new Date(Date.now() - MINUTE), new Date(Date.now() - 24 * HOUR - 30_000)]) {
      await insertCall(retell, { started_at, direction: "inbound" });
      await insertCall(retell, { started_at, direction: "outbound", is_billable: false });
      await insertCall(vapi, { started_at, direction: null });
    }
    const count = async (query: string) => {
      const { figures, previous, agents } = await figuresOf(organization, query);
      return [figures.calls, previous.calls, agents.length];
    };
    expect(await count("")).toEqual([3, 3, 2]);
    expect(await count(`?agent_id=${retell.id}`)).toEqual([2, 2, 1]);
    expect(await count(`?agent_id=${retell.id}&agent_id=${vapi.id}`)).toEqual([3, 3, 2]);
    expect(await count("?provider=vapi")).toEqual([1, 1, 1]);
    expect(await count("?direction=inbound")).toEqual([1, 1, 1]);
    expect(await count("?is_billable=false")).toEqual([1, 1, 1]);
    expect(await count(`?agent_id=${vapi.id}&direction=outbound`)).toEqual([0, 0, 0]);
    expect(await count(`?agent_id=${randomUUID()}`)).toEqual([0, 0, 0]);
  });

  test("an hour read from its calls says the same as the totals by hour, whatever the calls are", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
    const call = fc.record({
      status: fc.constantFrom("ringing", "in_progress", "ended", "not_connected", "error"),
      direction: fc.constantFrom("inbound", "outbound", null),
      successful: fc.constantFrom(true, false, null),
      voicemail: fc.constantFrom(true, false, null),
      sentiment: fc.constantFrom("positive", "neutral", "negative", null),
      is_billable: fc.boolean(),
      disconnection_reason: fc.constantFrom("user_hangup", "call_transfer", "assistant-forwarded-call", null),
      transfer_destination: fc.constantFrom("+12125550100", null),
      duration_ms: maybe(fc.nat(900_000)),
      cost_micros: maybe(fc.nat(2_000_000)),
      latency_p50_ms: maybe(fc.nat(8000)),
    });
    let hour = Date.UTC(2026, 0, 1);
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 25 }), async (calls) => {
        hour += HOUR;
        const rows = calls.map((each, index) => {
          const id = randomUUID();
          const { id: agent_id, org_id, provider } = agent;
          return { ...each, id, org_id, agent_id, provider, vendor_call_id: id, started_at: new Date(hour + index) };
        });
        await database()`insert into public.calls ${database()(rows)}`;
        const [kept, counted] = await withTenant({ orgId: organization.id }, async (tx) => {
          const end = new Date(hour + HOUR);
          const hours =
            await statement`select ${summedHours} from call_hourly_stats as s where hour = ${new Date(hour)}`.execute(
              tx,
            );
          const own = await statement`select ${summedCalls} from calls as c
            where started_at >= ${new Date(hour)} and started_at < ${end}`.execute(tx);
          return [hours.rows[0], own.rows[0]];
        });
        expect(counted).toEqual(kept);
        expect(counted).toMatchObject({ calls: calls.length });
      }),
      { numRuns: 40 },
    );
  });

  test("a first day alone goes on until today, a last day alone takes in the year before it", async () => {
    const organization = await makeOrganization({ time_zone: noonZone() });
    const agent = await makeAgent(organization.id, "retell");
    const ago = (days: number) => new Date(Date.now() - days * 24 * HOUR);
    for (const days of [0, 3, 10, 400]) await insertCall(agent, { started_at: ago(days) });
    const today = (await figuresOf(organization, "?range=today")).period.to;
    const day = (days: number) => new Date(Date.parse(today) - days * 24 * HOUR).toISOString().slice(0, 10);
    const since = await figuresOf(organization, `?from=${day(5)}`);
    expect(since).toMatchObject({ period: { from: day(5), to: today, days: 6, is_running: true } });
    expect(since.figures.calls).toBe(2);
    expect((await figuresOf(organization, `?range=yesterday&from=${day(5)}`)).period.to).toBe(today);
    const until = await figuresOf(organization, `?to=${day(2)}`);
    expect(until).toMatchObject({ period: { from: day(367), to: day(2), days: 366, is_running: false } });
    expect(until.figures.calls).toBe(2);
  });

  test("a wrong period is refused by name, tomorrow cannot be asked for", async () => {
    const organization = await makeOrganization();
    for (const [query, field] of [
      ["?range=century", "range"],
      ["?from=2020-01-01", "from"],
      ["?from=2999-01-01", "from"],
      ["?from=2026-02-02&to=2026-02-01", "to"],
      ["?from=2020-01-01&to=2026-01-01", "to"],
      ["?from=2999-01-01&to=2999-01-02", "from"],
      ["?direction=sideways", "direction"],
    ] as const) {
      const answer = await read(organization, query);
      expect(answer.status, query).toBe(422);
      expect(answer.text).toContain(field);
    }
  });

  test("another organization's calls are in no figure, and a stranger finds nothing", async () => {
    const [own, foreign] = [await makeOrganization(), await makeOrganization()];
    const agent = await makeAgent(foreign.id, "retell");
    await insertCall(agent);
    expect((await figuresOf(foreign)).figures.calls).toBe(1);
    expect(await figuresOf(own, `?agent_id=${agent.id}`)).toMatchObject({ figures: { calls: 0 }, agents: [] });
    expect((await read(foreign, "", await own.admin.cookie())).status).toBe(404);
    expect((await read(own, "", "nothing=1")).status).toBe(401);
  });
});
