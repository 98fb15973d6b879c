import { expect, test } from "vitest";
import { rewrittenHistory } from "../../../scripts/check/migrations/rewritten-history";

const migration = (name: string, sql = name) => ({ name, sql, checksum: sql });
const released = [migration("1_a.sql"), migration("3_b.sql")];

test("new migrations behind the released ones are history going on", () => {
  expect(rewrittenHistory(released, [...released, migration("4_c.sql")])).toEqual([]);
  expect(rewrittenHistory([], released)).toEqual([]);
});

test.each([
  ["a released migration that is gone", [migration("1_a.sql")]],
  ["a released migration that has changed", [migration("1_a.sql", "other"), migration("3_b.sql")]],
  ["a released migration that was renamed", [migration("1_a.sql"), migration("3_c.sql", "3_b.sql")]],
  ["a new one that sorts before a released one", [migration("1_a.sql"), migration("2_c.sql"), migration("3_b.sql")]],
])("%s rewrites history", (_fault, current) => {
  expect(rewrittenHistory(released, current)).not.toEqual([]);
});
