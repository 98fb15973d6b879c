import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";

/** Supabase's own advisors (the lints of its dashboard), run by its CLI against a local server. Part of promise S3. */
let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await makeScratchDatabase();
});
afterAll(() => scratch?.drop());

type Advice = { name: string; level: "INFO" | "WARN" | "ERROR"; detail: string };

async function advice(): Promise<Advice[]> {
  const { stdout } = await promisify(execFile)(
    "node_modules/.bin/supabase",
    ["db", "advisors", "--remote", scratch.url, "--type", "all", "--level", "info", "--output-format", "json"],
    { env: { ...process.env, DO_NOT_TRACK: "1" }, timeout: 90_000 },
  );
  return (JSON.parse(stdout) as { results: Advice[] }).results;
}

// pg-boss watches its own functions for drift, so ours is not the hand to change them. They run with their caller's rights
// in a schema that nobody but our login role may use, which the test below and the gate's rules prove.
const ofTheQueue = ({ name, detail }: Advice) =>
  name === "function_search_path_mutable" && detail.startsWith("Function `pgboss.");

// The advisor looks for a pinned search_path only; of a body resolved when it was made none can change the meaning (174).
const RESOLVED_WHEN_MADE = ["uuid_v7", "current_org", "current_person"];
const isResolved = ({ name, detail }: Advice) =>
  name === "function_search_path_mutable" &&
  RESOLVED_WHEN_MADE.some((made) => detail.startsWith(`Function \`private.${made}\``));

const serious = (found: Advice[]) =>
  found
    .filter((advice) => advice.level !== "INFO" && !ofTheQueue(advice) && !isResolved(advice))
    .map(({ name, detail }) => `${name}: ${detail}`);

test("the advisors have nothing to warn of", async () => {
  // They call an empty database clean.
  const [tables] = await scratch.sql`
    select count(*)::integer as count from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  expect(tables?.count).toBeGreaterThan(15);
  const found = await advice();
  expect(found.length).toBeGreaterThan(0);
  expect(serious(found)).toEqual([]);
});

test("the job queue's functions run with their caller's rights only", async () => {
  const definers = await scratch.sql`
    select proname from pg_proc where pronamespace = 'pgboss'::regnamespace and prosecdef`;
  expect([...definers]).toEqual([]);
});

test("they do look at this database: a table open to the Data API is warned of", async () => {
  await scratch.sql.unsafe(`
    create table public.newcomers (id uuid primary key);
    grant usage on schema public to anon;
    grant select on public.newcomers to anon;
  `);
  try {
    expect(serious(await advice()).join()).toContain("newcomers");
  } finally {
    await scratch.sql.unsafe("drop table public.newcomers; revoke usage on schema public from anon");
  }
});
