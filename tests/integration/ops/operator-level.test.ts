import type postgres from "postgres";
import { describe, expect, test } from "vitest";
import { GET as listAll } from "@/app/api/ops/organizations/route";
import { GET as shift } from "@/app/api/ops/shift/route";
import { GET as enter } from "@/app/api/v1/orgs/[org]/route";
import { withOperatorRole } from "@/lib/db/tenant";
import { openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization, makePerson } from "../../support/organization";
import { signIn } from "../../support/sign-in";

type Sql = postgres.TransactionSql;

/** What an operator's transaction sees in each table that operators may read, with a session of this level. */
async function rowsSeen(tx: Sql, userId: string, sessionId: string): Promise<Record<string, number>> {
  const tables = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and has_table_privilege('app_operator', c.oid, 'select') order by 1`;
  await tx.unsafe(
    `set local role app_operator; set local app.user_id = '${userId}'; set local app.session_id = '${sessionId}'`,
  );
  const seen: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await tx.unsafe<{ n: number }[]>(`select count(*)::int as n from public.${name}`);
    seen[name] = row?.n ?? -1;
  }
  return seen;
}

class Enough extends Error {}

/** Runs in a transaction that is taken back: a planted fault stays in it. */
async function planted(fault: string, work: (tx: Sql) => Promise<void>): Promise<void> {
  await database()
    .begin(async (tx) => {
      if (fault) await tx.unsafe(fault);
      await work(tx);
      throw new Enough();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error;
    });
}

async function weakAndStrong() {
  const operator = await makeOperator();
  const strong = await openSession(operator.userId);
  const weak = await openSession(operator.userId);
  await database()`update auth.sessions set aal = 'aal1' where id = ${weak}`;
  return { operator, strong, weak };
}

const total = (seen: Record<string, number>) => Object.values(seen).reduce((sum, n) => sum + n, 0);

describe("an operator whose session has not shown the second factor", () => {
  test("gets nothing of the console's API and enters no organization", async () => {
    const [operator, organization] = [await makeOperator(), await makeOrganization()];
    const half = await signIn(operator.email, operator.password);
    for (const [route, params] of [
      [shift, {}],
      [listAll, {}],
      [enter, { org: organization.slug }],
    ] as const) {
      const answer = await callRoute(route, { path: "/api/ops/x", params, cookie: half });
      expect(answer.status).toBe(403);
      expect(answer.json()).toMatchObject({ error: { details: { reason: "code_needed" } } });
      expect(answer.text).not.toContain(organization.name);
    }
    const whole = await operator.cookie();
    expect((await callRoute(listAll, { path: "/api/ops/organizations", cookie: whole })).status).toBe(200);
  });

  test("has to set one up first when there is none", async () => {
    const person = await makePerson();
    await database()`insert into public.operators (user_id) values (${person.userId})`;
    const organization = await makeOrganization();
    const cookie = await person.cookie();
    for (const [route, params] of [
      [listAll, {}],
      [enter, { org: organization.slug }],
    ] as const) {
      const answer = await callRoute(route, { path: "/api/ops/x", params, cookie });
      expect([answer.status, answer.json<{ error: { details: object } }>().error.details]).toEqual([
        403,
        { reason: "factor_needed" },
      ]);
    }
  });

  test("opens no operator's transaction, whatever the code above it forgot to ask", async () => {
    const { operator, strong, weak } = await weakAndStrong();
    const read = (sessionId: string) =>
      withOperatorRole((tx) => tx.selectFrom("organizations").select("id").limit(1).execute(), {
        operator: { userId: operator.userId, sessionId },
      });
    await makeOrganization();
    expect(await read(strong)).toHaveLength(1);
    await expect(read(weak)).rejects.toMatchObject({ code: "42501" });
    await expect(read(crypto.randomUUID())).rejects.toMatchObject({ code: "42501" });
    const stranger = await makePerson();
    await expect(
      withOperatorRole((tx) => tx.selectFrom("organizations").select("id").execute(), {
        operator: { userId: stranger.userId, sessionId: await openSession(stranger.userId) },
      }),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("sees no row of any table, however the transaction was opened; every table an operator reads has that policy", async () => {
    const { operator, strong, weak } = await weakAndStrong();
    await makeOrganization();
    await planted("", async (tx) => expect(total(await rowsSeen(tx, operator.userId, strong))).toBeGreaterThan(0));
    await planted("", async (tx) => expect(total(await rowsSeen(tx, operator.userId, weak))).toBe(0));
    const open = await database()`
      select c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and has_table_privilege('app_operator', c.oid, 'select')
        and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
          and pg_get_expr(p.polqual, p.polrelid) like '%private.operator_stands()%')`;
    expect(open).toEqual([]);
  });

  test.each([
    ["the policies do not ask", "drop policy operator_second_factor on public.organizations"],
    [
      "the level is not looked at",
      `create or replace function private.operator_standing(person uuid, session uuid) returns text language sql stable
       security definer set search_path = '' as $$ select case when exists (select from public.operators where user_id = person)
       then 'good' else 'none' end $$`,
    ],
    [
      "a session of anybody will do",
      `create or replace function private.operator_stands() returns boolean language sql stable security definer
       set search_path = '' as $$ select true $$`,
    ],
  ])("the claim is found broken when %s", async (_, fault) => {
    const { operator, weak } = await weakAndStrong();
    await makeOrganization();
    await planted(fault, async (tx) => expect(total(await rowsSeen(tx, operator.userId, weak))).toBeGreaterThan(0));
  });
});

describe("an operator's session", () => {
  test.each([
    ["twelve hours after it began", "created_at = now() - interval '12 hours 1 minute'"],
    ["after an hour unused", "created_at = now() - interval '61 minutes'"],
  ])("ends %s", async (_, change) => {
    const operator = await makeOperator();
    const cookie = await operator.cookie();
    await database().unsafe(`update auth.sessions set ${change}, refreshed_at = null where user_id = $1`, [
      operator.userId,
    ]);
    expect((await callRoute(listAll, { path: "/api/ops/organizations", cookie })).status).toBe(401);
  });
});
