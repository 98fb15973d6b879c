import { describe, expect, test } from "vitest";
import type { Health } from "@/lib/monitoring/check-health";
import { findTrouble } from "@/lib/ops/find-trouble";
import type { Shift } from "@/lib/ops/read-shift";
import { trafficOf } from "@/lib/ops/traffic";

const at = "2026-11-21T03:12:00.000Z";
const hours = (fields: Record<string, number>) => [
  { hour: new Date("2026-11-21T02:00:00Z"), fields: {} },
  { hour: new Date("2026-11-21T03:00:00Z"), fields },
];

const vitals = {
  id: "c0ffee00",
  at: 0,
  started_at: 0,
  uptime_s: 60,
  rss_bytes: 1,
  heap_used_bytes: 10,
  heap_limit_bytes: 100,
  event_loop_p50_ms: 0,
  event_loop_p99_ms: 2,
  event_loop_max_ms: 9,
  requests_in_flight: 0,
  pool_size: 8,
  pool_in_use: 1,
  pool_waiting: 0,
  release: "",
  region: "",
};
const database = {
  max_connections: 100,
  connections: 12,
  active: 1,
  idle_in_transaction: 0,
  waiting_for_locks: 0,
  longest_transaction_s: 0.1,
  cache_hit_ratio: 0.99,
  deadlocks: 0,
  size_bytes: 1,
  slow_statements: 0,
  slow: [],
};
const organization = {
  id: "o",
  slug: "lakeside",
  name: "Lakeside",
  industry: "clinic",
  colour: "teal",
  logo_id: null,
  created_at: at,
  members: 1,
  calls_24h: 4,
  last_delivery_at: at,
  agents: 2,
  waiting_agents: 0,
  failing_agents: 0,
  failed_deliveries: 0,
  unusable_deliveries: 0,
  missing_calls: 0,
  state: "trouble" as const,
};
const fine: Shift = {
  generated_at: at,
  organizations: { data: [] },
  traffic: { data: trafficOf(hours({ "http|2xx": 500, "http|4xx": 20, "delivery|retell|applied": 90 })) },
  agents: { data: [] },
  jobs: { data: { queues: [], dead_letters: 0, failed: [] } },
  database: { data: database },
  cache: { data: { scope: "fleet", total: { reads: 0, hits: 0, misses: 0, hit_rate: null }, namespaces: [] } },
  fleet: { data: { scope: "fleet", instances: [vitals] } },
  staff: { data: [] },
};
const refusing = (agent_id: string) => ({
  agent_id,
  name: "Front desk",
  provider: "retell",
  org_slug: "lakeside",
  org_name: "Lakeside",
  total: 4,
  kept: 0,
  refused: 4,
  failed: 0,
  unusable: 0,
  p95_committed_ms: null,
  p95_visible_ms: null,
});
const check = { name: "redis", label: "Redis", critical: false, state: "ok", latency_ms: 1, since: at } as const;
const healthy: Health = { status: "ok", checked_at: at, took_ms: 1, checks: [check] };
const titles = (shift: Shift, health = healthy) => findTrouble(shift, health).map(({ title }) => title);

describe("what an operator should look at", () => {
  test("is nothing when nothing is wrong, people's own mistakes among them", () => {
    expect(titles(fine)).toEqual([]);
  });

  test("begins with the worst, and knows since when and where to look", () => {
    const sick: Health = {
      ...healthy,
      checks: [
        { ...check, state: "down", detail: "no answer within 1000 ms" },
        { ...check, name: "database", label: "Database", critical: true, state: "down" },
      ],
    };
    const [first, second] = findTrouble(fine, sick);
    expect(first).toMatchObject({ severity: "bad", title: "Database is down", since: at });
    expect(second).toMatchObject({ severity: "warn", title: "Redis is down: no answer within 1000 ms" });
    expect(second?.link?.href).toContain("upstash");
  });

  test.each([
    [
      "requests that fail on our side",
      { traffic: { data: trafficOf(hours({ "http|2xx": 95, "http|5xx": 5 })) } },
      "5% of requests failed on our side",
    ],
    [
      "deliveries that fail on our side",
      { traffic: { data: trafficOf(hours({ "delivery|vapi|failed": 2 })) } },
      "2 Vapi deliveries failed on our side",
    ],
    [
      "facts that reach dashboards late",
      { traffic: { data: trafficOf(hours({ "delivery|retell|applied": 9, "visible|retell|le:2.5": 9 })) } },
      "Retell calls reach dashboards late: p95 2425 ms",
    ],
    [
      "an agent whose deliveries are refused",
      { agents: { data: [refusing("a")] } },
      "4 of 4 deliveries to Front desk (Lakeside) were refused",
    ],
    [
      "vendors that wait",
      { traffic: { data: trafficOf(hours({ "delivery|vapi|applied": 9, "delivery_duration|vapi|le:5": 9 })) } },
      "Vapi waits long for our answer: p95 4875 ms until a delivery is kept",
    ],
    [
      "an organization in trouble",
      {
        organizations: {
          data: [{ ...organization, failing_agents: 1, failed_deliveries: 2 }],
        },
      },
      "Lakeside has 1 failing agent, 2 failed deliveries",
    ],
    [
      "a job that failed for good",
      { jobs: { data: { queues: [], dead_letters: 1, failed: [] } } },
      "1 job failed for good",
    ],
    [
      "connections that run out",
      { database: { data: { ...database, connections: 81 } } },
      "81 of 100 database connections are taken",
    ],
    [
      "a transaction left open",
      { database: { data: { ...database, longest_transaction_s: 90 } } },
      "A transaction has been open for 90 s",
    ],
    [
      "an instance under pressure",
      { fleet: { data: { scope: "fleet" as const, instances: [{ ...vitals, event_loop_p99_ms: 400 }] } } },
      "Instance c0ffee00 is under pressure: its event loop is 400 ms late",
    ],
  ])("is %s", (_, fault: Partial<Shift>, title) => {
    expect(titles({ ...fine, ...fault })).toEqual([title]);
  });

  test("names three agents whose deliveries are refused, and counts the others", () => {
    const agents = { data: ["a", "b", "c", "d", "e"].map(refusing) };
    const named = "4 of 4 deliveries to Front desk (Lakeside) were refused";
    expect(titles({ ...fine, agents })).toEqual([named, named, named, "Deliveries to 2 more agents were refused"]);
  });

  test("names three organizations in trouble, and counts the others", () => {
    const data = ["Ash", "Birch", "Cedar", "Dogwood", "Elm"].map((name) => ({
      ...organization,
      id: name,
      name,
      missing_calls: 2,
    }));
    expect(titles({ ...fine, organizations: { data } }).slice(2)).toEqual([
      "Cedar has 2 missing calls",
      "2 more organizations need a look",
    ]);
  });

  test("is what nobody could read: silence is not health", () => {
    const away = { failed: "Redis is away: what the instances count cannot be added up." };
    expect(
      findTrouble({ ...fine, traffic: away, agents: away, jobs: { failed: "This could not be read." } }, healthy),
    ).toEqual([
      expect.objectContaining({
        title: "Not known just now: traffic, webhooks by agent, jobs",
        advice: expect.stringMatching(/^Redis is away: .* added up\. This could not be read\. Whether/),
      }),
    ]);
  });

  test("is a console, or a check, that does not answer any more, since it last did", () => {
    const [console] = findTrouble(fine, healthy, { shift: true });
    expect(console).toMatchObject({ severity: "bad", since: at });
    const [check] = findTrouble(fine, { ...healthy, checked_at: "2026-11-21T02:00:00.000Z" }, { health: true });
    expect(check).toMatchObject({ severity: "bad", since: "2026-11-21T02:00:00.000Z" });
    expect(findTrouble(fine, undefined, { health: true })).toHaveLength(1);
  });

  test("is not one failed request among few", () => {
    expect(titles({ ...fine, traffic: { data: trafficOf(hours({ "http|2xx": 3, "http|5xx": 1 })) } })).toEqual([]);
  });
});

test("traffic is read out of the hours: totals, kinds, vendors, recent against the day", () => {
  const traffic = trafficOf([
    {
      hour: new Date("2026-11-20T04:00:00Z"),
      fields: { "http|2xx": 10, "error|invalid": 4, "delivery|retell|refused": 1 },
    },
    ...hours({
      "http|2xx": 5,
      "http|5xx": 1,
      "error|internal": 1,
      "limited|auth.attempt": 2,
      "delivery|retell|applied": 3,
      "delivery|retell|duplicate": 1,
      "delivery|retell|unusable": 1,
      "delivery|unknown|unknown_sender": 7,
    }),
  ]);
  expect(traffic.hours.map(({ requests }) => requests)).toEqual([10, 0, 6]);
  expect(traffic.hours[2]).toMatchObject({ failed: 1, deliveries: 12, limited: 2 });
  expect(traffic.errors).toEqual([
    { name: "internal", recent: 1, day: 1 },
    { name: "invalid", recent: 0, day: 4 },
  ]);
  expect(traffic.limited).toEqual([{ name: "auth.attempt", recent: 2, day: 2 }]);
  const retell = traffic.vendors.find(({ provider }) => provider === "retell");
  expect(retell?.recent).toEqual({ total: 5, kept: 5, refused: 0, failed: 0, unusable: 1 });
  expect(retell?.day).toMatchObject({ total: 6, refused: 1 });
  expect(traffic.vendors.find(({ provider }) => provider === "unknown")?.recent.refused).toBe(7);
});
