import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { measures } from "@/app/_ui/figures/measures";
import { callsBehind, callsBehindBin, callsBehindFigure, type PeriodFilters } from "@/app/_ui/figures/period-filters";
import { GET as GET_CALLS } from "@/app/api/v1/orgs/[org]/calls/route";
import { GET as GET_FIGURES } from "@/app/api/v1/orgs/[org]/figures/route";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

/** Every aggregate opens the rows behind it: the list that a figure opens holds exactly the calls that the figure counts. */
const DAY = "2026-03-03";
const NO_FILTERS: PeriodFilters = {
  ...{ range: null, from: DAY, to: DAY, is_billable: null },
  ...{ agent_id: [], provider: [], direction: [] },
};

let organization: TestOrganization;
let cookie: string;

beforeAll(async () => {
  organization = await makeOrganization({ time_zone: "America/Chicago" });
  cookie = await organization.viewer.cookie();
  const agent = await makeAgent(organization.id, "retell");
  const combined = ["ringing", "in_progress", "ended", "not_connected", "error"].flatMap((status) =>
    [true, false, null].flatMap((voicemail) =>
      ["user_hangup", "call_transfer", "assistant-forwarded-call", null].flatMap((disconnection_reason) =>
        ["+12125550199", null].map((transfer_destination) => ({
          ...{ status, voicemail, disconnection_reason, transfer_destination },
        })),
      ),
    ),
  );
  const among = <T>(values: readonly T[], place: number) => values[place % values.length] ?? null;
  const rows = combined.map((call, place) => {
    const id = randomUUID();
    return {
      ...call,
      ...{ id, org_id: organization.id, agent_id: agent.id, provider: "retell", vendor_call_id: id },
      // In two hours of the day.
      started_at: new Date(Date.UTC(2026, 2, 3, place < 100 ? 18 : 19, 0, place)),
      successful: among([true, false, null, true, null, true, false], place),
      sentiment: among(["positive", "neutral", "negative", null, "positive"], place),
      duration_ms: among([60_000, null, 1_000, 0, 93_000, 500_000, null, 7, 90_000], place),
      cost_micros: among([null, 0, 250_000, 10, 1_000_000, 3, null, 40_000, 5, 70_000, 9], place),
      latency_p50_ms: among([null, 700, 1200, 90], place),
      is_billable: place % 3 !== 0,
    };
  });
  await database()`insert into public.calls ${database()(rows)}`;
});

async function figures({ is_billable } = NO_FILTERS): Promise<PeriodFigures> {
  const only = is_billable ? `&is_billable=${is_billable}` : "";
  const answer = await callRoute(GET_FIGURES, {
    path: `/api/v1/orgs/${organization.slug}/figures?from=${DAY}&to=${DAY}${only}`,
    params: { org: organization.slug },
    cookie,
  });
  return answer.json<PeriodFigures>();
}

type Opened = { total: number | undefined; calls: ListedCall[] };

/** What the list behind a door holds, asked as its page asks: by the parameters of the address. */
async function opened(door: Record<string, string>, filters = NO_FILTERS): Promise<Opened> {
  const { period } = await figures();
  return listBehind(callsBehind(organization.slug, period, filters, door));
}

async function listBehind(path: string): Promise<Opened> {
  const address = new URL(path, "http://foyer.test");
  const answer = await callRoute(GET_CALLS, {
    path: `/api/v1/orgs/${organization.slug}/calls${address.search}&limit=200`,
    params: { org: organization.slug },
    cookie,
  });
  expect(answer.status, answer.text).toBe(200);
  const { data, total, next_cursor } = answer.json<CallPage>();
  expect(next_cursor).toBeNull();
  return { total: total?.value, calls: data };
}

const sum = (calls: ListedCall[], column: "duration_ms" | "cost_micros") =>
  calls.reduce((total, call) => total + (call[column] ?? 0), 0);

describe.each([
  ["no filter", NO_FILTERS],
  ["billable calls", { ...NO_FILTERS, is_billable: "true" }],
  ["test calls", { ...NO_FILTERS, is_billable: "false" }],
] as const)("behind a figure of %s stand exactly the calls it counts", (_, filters) => {
  test.each(measures.map((measure) => [measure.name, measure] as const))("%s", async (_name, measure) => {
    const { figures: told, period } = await figures(filters);
    if (callsBehindFigure(organization.slug, period, filters, measure.door) === null) {
      expect(measure.of(told), "what opens nothing counts nothing").toBe(0);
      return;
    }
    const { total, calls } = await opened(measure.door, filters);
    expect(total).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(0);
    const counted: Record<string, () => void> = {
      calls: () => expect(total).toBe(told.calls),
      talked: () => {
        expect(sum(calls, "duration_ms")).toBe(told.duration_ms);
        expect(calls.every(({ duration_ms }) => duration_ms !== null)).toBe(true);
      },
      revenue: () => expect(sum(calls, "duration_ms")).toBe(told.billable_duration_ms),
      success: () => expect(total).toBe(told.successful_calls),
      containment: () => expect(total).toBe(told.contained_calls),
      sentiment: () => expect(total).toBe(told.positive_calls),
      latency: () => expect(calls.every(({ latency_p50_ms }) => latency_p50_ms !== null)).toBe(true),
      cost: () => {
        expect(sum(calls, "cost_micros")).toBe(told.cost_micros);
        expect(calls.every(({ cost_micros }) => cost_micros !== null)).toBe(true);
      },
    };
    const holds = counted[measure.key];
    expect(holds, `a new figure, ${measure.key}, has to say here what it counts`).toBeDefined();
    holds?.();
  });
});

test("behind a bar stand the calls of its hour, and behind that of a day those of its day", async () => {
  const { bins } = await figures();
  const found = await Promise.all(bins.map((bin) => listBehind(callsBehindBin(organization.slug, bin, NO_FILTERS))));
  expect(found.map(({ total }) => total)).toEqual(bins.map(({ now }) => now?.calls));
  // Control: the day that an hour lies in holds the calls of two.
  const hours = bins.filter(({ now }) => now && now.calls > 0);
  expect(hours).toHaveLength(2);
  const [hour] = hours;
  const day = { day: DAY, starts_at: null };
  const { total } = await listBehind(callsBehindBin(organization.slug, day, NO_FILTERS));
  expect(total).toBe(bins.reduce((sum, { now }) => sum + (now?.calls ?? 0), 0));
  expect(total).toBeGreaterThan(hour?.now?.calls ?? 0);
});

describe("doors that open too much", () => {
  test("contained and handed over are the conversations, and no call is both", async () => {
    const told = (await figures()).figures;
    const [held, handed] = [await opened({ contained: "true" }), await opened({ contained: "false" })];
    expect(handed.total).toBe(told.conversation_calls - told.contained_calls);
    const ids = [...held.calls, ...handed.calls].map(({ id }) => id);
    expect(new Set(ids).size).toBe(told.conversation_calls);
    expect(told.containment).toBe(told.contained_calls / told.conversation_calls);
  });

  test("ended calls are not those that containment counts, nor all that were talked: a door that opens them would be noticed", async () => {
    const told = (await figures()).figures;
    const { total, calls } = await opened({ status: "ended" });
    expect(total).not.toBe(told.contained_calls);
    expect(sum(calls, "duration_ms")).not.toBe(told.duration_ms);
  });

  test("billable minutes of test calls are none, and the list of billable calls is not empty: a door to it would be noticed", async () => {
    const tests = { ...NO_FILTERS, is_billable: "false" };
    const { calls } = await opened({ is_billable: "true" }, tests);
    expect((await figures(tests)).figures.billable_duration_ms).toBe(0);
    expect(sum(calls, "duration_ms")).toBeGreaterThan(0);
  });
});
