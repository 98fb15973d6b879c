import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { keptForLastRelease } from "../../../scripts/check/kept-for-last-release";
import { stillUsed } from "../../../scripts/check/migrations/still-used";
import { contractedIn, takenAway } from "../../../scripts/check/migrations/taken-away";
import { plantedTree } from "../../../scripts/check/tree";

const FOLDER = "supabase/migrations/";
const NEW = `${FOLDER}20991231000000_take_away.sql`;

const problems = (sql: string, file = NEW) => {
  return keptForLastRelease.check(plantedTree({ [file]: sql }));
};

describe("a migration that takes something from the previous release is refused", () => {
  test.each([
    ["a function", "drop function private.enter_organization(uuid, text);", "enter_organization"],
    ["a table", "drop table if exists public.org_credentials;", "org_credentials"],
    ["a column", "alter table public.calls drop column summary;", "summary"],
    ["a view", "drop materialized view public.figures;", "figures"],
    ["a renamed table", "alter table public.calls rename to conversations;", "calls"],
    ["a renamed column", 'alter table only "public"."calls" rename column summary to gist;', "summary"],
    ["a renamed function", "alter function private.f(uuid, text) rename to g;", "f"],
    ["another function of the name", "drop function private.f(uuid);create function private.f(a uuid, b text)", "f"],
    ["shouted", "DROP TABLE public.calls;", "calls"],
  ])("%s", (_what, sql, name) => {
    expect(problems(`-- why\n${sql}`)).toEqual([
      expect.objectContaining({ line: 2, message: expect.stringContaining(name) }),
    ]);
  });

  test("unless a note names it and says why; a note about something else, or without a reason, is none", () => {
    const sql = "drop table public.org_credentials;";
    expect(problems(`-- contract: org_credentials nobody reads it since v1.4\n${sql}`)).toEqual([]);
    expect(problems(`-- contract: public.org_credentials nobody reads it since v1.4\n${sql}`)).toEqual([]);
    expect(problems(`-- contract: calls nobody reads it since v1.4\n${sql}`)).toHaveLength(1);
    expect(problems(`-- contract: org_credentials\n${sql}`)).toHaveLength(1);
    expect(contractedIn("-- contract: a, gone since the last release")).toEqual(["a"]);
  });
});

test.each([
  "drop policy tenant_isolation on public.calls; drop trigger t on public.calls; drop index public.calls_list;",
  "alter table public.calls drop constraint calls_check;",
  "drop function private.f(uuid, text); create function private.f(person uuid, slug text default '') returns void",
  "create table public.steps (id uuid); drop table public.steps;",
  "-- drop table public.calls;",
  "create temp table s (id int) on commit drop;",
])("what nobody calls, or what is made anew, may go: %s", (sql) => {
  expect(takenAway(sql)).toEqual([]);
});

test("migrations from before the rule are history, and they would not all have passed", () => {
  const sql = "drop table public.calls;";
  expect(problems(sql, `${FOLDER}20261121010100_keep_credentials.sql`)).toEqual([]);
  const before = readdirSync(FOLDER).flatMap((file) =>
    takenAway(readFileSync(`${FOLDER}${file}`, "utf8")).map(({ name }) => name),
  );
  expect(before).toEqual(expect.arrayContaining(["enter_organization", "org_credentials"]));
});

test("what the code of the last release still names is refused, note or not", () => {
  const sql = "-- contract: org_credentials nobody reads it any more\ndrop table public.org_credentials;";
  const migration = { name: "20991231000000_take_away.sql", sql };
  expect(stillUsed([migration], "v1.4", (name) => name === "org_credentials")).toEqual([
    "20991231000000_take_away.sql takes table org_credentials away, which the code of v1.4 still names",
  ]);
  expect(stillUsed([migration], "v1.4", () => false)).toEqual([]);
});
