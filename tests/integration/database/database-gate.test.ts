import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";
import { takingBack } from "../../support/taking-back";
import { GATE_RULES, violationsOf } from "./gate-rules";
import { readGrants, readPolicies } from "./read-grants";

/** Promise S3, but for the advisors (advisors.test.ts). */
let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await makeScratchDatabase();
});
afterAll(() => scratch?.drop());

const ruleNamed = (part: string) => {
  const [rule, ...others] = GATE_RULES.filter(({ name }) => name.includes(part));
  if (!rule || others.length > 0) throw new Error(`"${part}" names ${others.length + (rule ? 1 : 0)} rules`);
  return rule;
};

describe("the migrated database", () => {
  test.each(GATE_RULES)("$name", async (rule) => {
    expect(await violationsOf(scratch.sql, rule)).toEqual([]);
  });

  test("grants are those that were reviewed", async () => {
    const lines = await readGrants(scratch.sql);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../support/snapshots/grants.txt");
  });

  test("policies are those that were reviewed", async () => {
    const lines = await readPolicies(scratch.sql);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../support/snapshots/policies.txt");
  });
});

/** Planted faults, and the rule that must notice. */
const FAULTS: [rule: string, fault: string][] = [
  ["enabled and forced", "create table public.newcomers (id uuid primary key)"],
  ["enabled and forced", "alter table public.calls disable row level security"],
  ["enabled and forced", "alter table public.transcripts no force row level security"],
  ["enabled and forced", "alter table public.events_default no force row level security"],
  ["leads an index", "alter table public.agents alter column org_id drop not null"],
  ["leads an index", "create table public.newcomers (id uuid primary key, org_id uuid not null)"],
  ["org_id can't change", "drop trigger forbid_org_change on public.calls"],
  ["org_id can't change", "alter table public.calls disable trigger forbid_org_change"],
  // The one the platform's advisors do not flag.
  ["every policy", "create policy open on public.calls for select using (true)"],
  ["every policy", "create policy open on public.calls for select to app_tenant using (true)"],
  ["every policy", "alter policy tenant_isolation on public.calls with check (true)"],
  ["every policy", "alter policy tenant_isolation on public.calls using (org_id is not null)"],
  ["every policy", "alter policy own_profile on public.profiles using (true)"],
  ["every policy", "alter policy tenant_isolation on public.calls to authenticated"],
  ["second factor", "drop policy operator_second_factor on public.calls"],
  ["second factor", "alter policy operator_second_factor on public.calls using (true)"],
  [
    "second factor",
    "create policy more on public.audit_log for select to app_operator using (org_id is not null); drop policy operator_second_factor on public.audit_log",
  ],
  ["every policy", "create policy less on public.calls as restrictive for all to app_operator using (true)"],
  ["foreign keys", "alter table public.transcripts add column agent_id uuid references public.agents (id)"],
  ["foreign keys", "alter table public.calls add column other_org uuid references public.organizations (id)"],
  ["search_path", "create function private.f() returns int language sql security definer as 'select 1'"],
  ["search_path", "create function private.f() returns int language sql as 'select 1'"],
  ["search_path", "create function private.f() returns int language sql security definer return 1"],
  ["search_path", "alter function private.agent_by_token(text) set search_path = public"],
  ["executed by everybody", "grant execute on function private.agent_by_token(text) to public"],
  ["executed by everybody", "grant execute on function private.is_operator(uuid) to authenticated"],
  ["hold nothing of ours", "grant select on public.calls to service_role"],
  ["hold nothing of ours", "grant usage on schema private to anon"],
  [
    "hold nothing of ours",
    "alter default privileges for role postgres in schema public grant select on tables to anon",
  ],
  ["sign in", "alter role app_tenant bypassrls"],
  ["sign in", "grant app_operator to app_tenant"],
  ["is personal", "alter table public.calls add column nickname text"],
  ["is personal", "comment on column public.transcripts.turns is 'what was said'"],
];

test.each(FAULTS)("the rule “%s” notices: %s", async (part, fault) => {
  const rule = ruleNamed(part);
  const found = await takingBack(scratch.sql, async (tx) => {
    await tx.unsafe(fault);
    return violationsOf(tx, rule);
  });
  expect(found).not.toEqual([]);
});

test("every rule has a fault that it must notice", () => {
  const tried = new Set(FAULTS.map(([part]) => ruleNamed(part).name));
  expect(GATE_RULES.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

test.each([
  "grant delete on public.calls to app_tenant",
  "grant update (org_id) on public.calls to app_tenant",
  "grant execute on function private.rebuild_call_stats(uuid) to app_tenant",
  "revoke select on public.events from app_operator",
])("the reviewed grants notice: %s", async (fault) => {
  const before = await readGrants(scratch.sql);
  const after = await takingBack(scratch.sql, async (tx) => {
    await tx.unsafe(fault);
    return readGrants(tx);
  });
  expect(after).not.toEqual(before);
});
