import { expect, test } from "vitest";
import { GET } from "@/app/api/ops/slow_queries/route";
import { withOperatorRole, withTenant } from "@/lib/db/tenant";
import { slowQueries } from "@/lib/ops/slow-queries";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

/** Slower on average than anything other tests ask of this database, even on a busy machine. */
const SLOW_MS = 900;

test("a slow statement is listed without its values, slowest total first", async () => {
  await database()`select pg_sleep(${SLOW_MS / 1_000}), ${"Hannah Okafor"}::text as said_by`;
  const found = await withOperatorRole((tx) => slowQueries(tx, SLOW_MS));
  const slow = found.find(({ query }) => query.includes("said_by"));
  expect(slow?.mean_ms).toBeGreaterThanOrEqual(SLOW_MS);
  expect(JSON.stringify(found)).not.toContain("Okafor");
  expect(found.map(({ total_ms }) => total_ms)).toEqual(
    found.map(({ total_ms }) => total_ms).toSorted((a, b) => b - a),
  );
});

test("a fast statement is not listed", async () => {
  await database()`select 1 as quick_question`;
  const found = await withOperatorRole((tx) => slowQueries(tx, 10));
  expect(found.some(({ query }) => query.includes("quick_question"))).toBe(false);
});

test("commands, whose text would keep their values, are never listed", async () => {
  await database().unsafe("do $$ begin perform pg_sleep(0.02), 'sesame'; end $$");
  const found = await withOperatorRole((tx) => slowQueries(tx, 0));
  expect(JSON.stringify(found)).not.toContain("sesame");
});

test("an organization's transaction may not read them", async () => {
  const { id } = await makeOrganization();
  await expect(withTenant({ orgId: id }, (tx) => slowQueries(tx))).rejects.toThrow("permission denied");
});

test("operators read them over the API; an admin of an organization finds nothing there, a stranger must sign in", async () => {
  const path = `/api/ops/slow_queries?at_least_ms=${SLOW_MS}`;
  await database()`select pg_sleep(${SLOW_MS / 1_000}) as slept_for_operators`;
  const operator = await callRoute(GET, { path, cookie: await (await makeOperator()).cookie() });
  expect(operator.status).toBe(200);
  expect(
    operator
      .json<{ data: { query: string }[] }>()
      .data.map(({ query }) => query)
      .join(),
  ).toContain("slept_for_operators");
  const { admin } = await makeOrganization();
  expect((await callRoute(GET, { path, cookie: await admin.cookie() })).status).toBe(404);
  expect((await callRoute(GET, { path })).status).toBe(401);
});

test("a threshold that is none is refused", async () => {
  const cookie = await (await makeOperator()).cookie();
  const answer = await callRoute(GET, { path: "/api/ops/slow_queries?at_least_ms=soon", cookie });
  expect(answer.status).toBe(422);
});
