import { afterAll, expect, test } from "vitest";
import { startThrowAwayPostgres } from "../../support/throw-away-postgres";

// A database server that this test may stop. Set before anything has read the environment.
const postgres = await startThrowAwayPostgres();
process.env.DATABASE_URL = postgres.url;
process.env.DATABASE_DIRECT_URL = postgres.url;
const { GET: health } = await import("@/app/api/health/route");
const { GET: metrics } = await import("@/app/api/metrics/route");
const { env } = await import("@/lib/env");
const { healthChecker } = await import("@/lib/monitoring/check-health");
const { probes } = await import("@/lib/monitoring/probes");
const { callRoute } = await import("../../support/http");

afterAll(() => postgres.stop());

type Deep = { status: string; checks: { name: string; state: string; detail?: string }[] };
const key = () => ({ authorization: `Bearer ${env().MONITOR_KEY}` });

test("a stopped database makes the product down and is named; load balancers are told nothing of it", async () => {
  const before = await healthChecker(probes).check();
  expect(before.checks.find(({ name }) => name === "database")).toMatchObject({ state: "ok" });
  await postgres.kill();

  const deep = await callRoute(health, { path: "/api/health?depth=deep", headers: key() });
  expect(deep.status).toBe(503);
  const { status, checks } = deep.json<Deep>();
  expect(status).toBe("down");
  const down = checks.filter(({ state }) => state === "down").map(({ name }) => name);
  expect(down).toEqual(expect.arrayContaining(["database", "migrations", "queue"]));
  expect(checks.find(({ name }) => name === "redis")).toMatchObject({ state: "ok" });
  expect((await callRoute(health, { path: "/api/health" })).status).toBe(200);

  const scraped = await callRoute(metrics, { path: "/api/metrics?format=prometheus", headers: key() });
  expect(scraped.status).toBe(200);
  expect(scraped.text).toContain("foyer_database_up 0");
});

test("a migration that was not applied is named", async () => {
  await postgres.startAgain();
  const { database } = await import("../../support/database");
  await database()`delete from private.schema_migrations where name like '%open_doors_to_monitors.sql'`;
  const { checks } = await healthChecker(probes).check();
  expect(checks.find(({ name }) => name === "migrations")).toMatchObject({
    state: "down",
    detail: expect.stringMatching(/1 not applied yet; the first is \d+_open_doors_to_monitors\.sql/),
  });
});
