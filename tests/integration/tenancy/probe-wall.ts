import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { type Cast, makeCast, ROW_MAKERS, type Row, supportingRows } from "./make-row";
import { familyOf, instantOf, readWalledTables, type WalledTable } from "./walled-table";

type Sql = postgres.Sql | postgres.TransactionSql;

type Identity = { label: string; role: string; org?: string; person?: string; session?: string };

/** What stands in the database for each table: a row of ours and a row of somebody else. */
export type Stage = {
  ours: Cast;
  theirs: Cast;
  rows: Map<string, { own: Row; foreign: Row }>;
  /** Sessions of our person, who is an operator with a second factor: one has shown it, one has not. */
  strong: string;
  weak: string;
};

const VERBS = ["select", "insert", "update", "delete", "move"] as const;
type Verb = (typeof VERBS)[number];

/** Owns a table for the length of a probe: proves that row-level security is forced. */
const OWNER = "foyer_probe_owner";

/** Fills every table and partition with one row of each of two organizations. Throws for a table without a row maker. */
export async function setStage(sql: postgres.Sql): Promise<Stage> {
  const [strong, weak] = [randomUUID(), randomUUID()];
  const stage: Stage = { ours: makeCast(), theirs: makeCast(), rows: new Map(), strong, weak };
  const tables = await readWalledTables(sql);
  const unknown = tables.filter(({ name, parent }) => !ROW_MAKERS[parent ?? name]).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new Error(`No row maker for ${unknown.join(", ")}: add one to tests/integration/tenancy/make-row.ts.`);
  }
  await sql.unsafe(ATTEMPT);
  await sql.unsafe(
    `do $$ begin create role ${OWNER} nologin nobypassrls; exception when duplicate_object then null; end $$`,
  );
  for (const cast of [stage.ours, stage.theirs]) {
    for (const id of [cast.person, cast.candidate, cast.stranger])
      await sql`insert into auth.users (id) values (${id})`;
  }
  const factor = randomUUID();
  await sql`insert into auth.mfa_factors (id, user_id, status) values (${factor}, ${stage.ours.person}, 'verified')`;
  await sql`
    insert into auth.sessions (id, user_id, aal, factor_id, created_at)
    values (${strong}, ${stage.ours.person}, 'aal2', ${factor}, now()), (${weak}, ${stage.ours.person}, 'aal1', null, now())`;
  await sql`
    insert into private.sessions (id, user_id, proved_at, raised_by) values (${strong}, ${stage.ours.person}, now(), ${factor})`;
  const names = Object.keys(ROW_MAKERS);
  const order = tables.toSorted((a, b) => names.indexOf(a.parent ?? a.name) - names.indexOf(b.parent ?? b.name));
  for (const table of order) {
    const own = rowOf(table, stage.ours, true);
    const foreign = rowOf(table, stage.theirs, true);
    for (const row of [own, foreign]) await sql.unsafe(insertStatement(table, row));
    stage.rows.set(table.name, { own, foreign });
    if (table.name !== "agents") continue;
    for (const cast of [stage.ours, stage.theirs]) {
      for (const [name, row] of supportingRows(cast)) {
        await sql.unsafe(insertStatement({ name }, row));
      }
    }
  }
  return stage;
}

/**
 * One line for each identity: what it may do with its own organization's rows and with another's, once as granted and once
 * with every grant given away, so that the policies alone have to hold.
 * Words: own, all (the wall is open), FOREIGN, nothing (no row in reach), refused.
 */
export async function probeWall(tx: Sql, stage: Stage, table: WalledTable): Promise<string[]> {
  const granted = new Map<string, string>();
  for (const identity of identities(stage)) granted.set(identity.label, await probeAs(tx, stage, table, identity));
  await openGrants(tx, table);
  const lines: string[] = [];
  for (const identity of identities(stage)) {
    const opened = identity.role === "service_role" ? "(bypasses policies)" : await probeAs(tx, stage, table, identity);
    lines.push(line(table, identity.label, granted.get(identity.label) ?? "", opened));
  }
  await tx.unsafe(`alter table public.${table.name} owner to ${OWNER}`);
  const owner = { label: "owner of the table", role: OWNER, org: stage.ours.org };
  lines.push(line(table, owner.label, "", await probeAs(tx, stage, table, owner)));
  return lines;
}

function identities({ ours, strong, weak }: Stage): Identity[] {
  const { org, person } = ours;
  return [
    { label: "tenant, a member", role: "app_tenant", org, person },
    { label: "tenant, nobody", role: "app_tenant", org },
    { label: "tenant, no organization", role: "app_tenant", person },
    { label: "operator", role: "app_operator", person, session: strong },
    { label: "operator, narrowed", role: "app_operator", org, person, session: strong },
    { label: "operator, no code", role: "app_operator", person, session: weak },
    { label: "anon", role: "anon", org, person },
    { label: "authenticated", role: "authenticated", org, person },
    { label: "service_role", role: "service_role", org, person },
  ];
}

async function probeAs(tx: Sql, stage: Stage, table: WalledTable, identity: Identity): Promise<string> {
  const attempts = VERBS.flatMap((verb) => [
    statementOf(verb, stage, table, "own"),
    statementOf(verb, stage, table, "foreign"),
  ]);
  const answers = await tx<{ answer: string }[]>`
    select pg_temp.attempt(${identity.role}, ${identity.org ?? ""}, ${identity.person ?? ""}, ${identity.session ?? ""}, ${`public.${table.name}`},
      ${table.columns}, statement) as answer
    from unnest(${attempts}::text[]) with ordinality as s (statement, n) order by n`;
  return VERBS.map((verb, index) =>
    word(verb, outcome(answers[2 * index]?.answer), outcome(answers[2 * index + 1]?.answer)).padEnd(7),
  ).join(" ");
}

type Outcome = "passed" | "nothing" | "refused";

function outcome(answer: string | undefined): Outcome {
  if (answer === undefined || answer === "0") return "nothing";
  if (/^\d+ rows?$/.test(answer)) return "passed";
  // 42501: no grant, or a policy's check. 23000: our own trigger that keeps org_id.
  if (answer === "42501" || answer === "23000") return "refused";
  // Any other constraint is looked at only after the wall has let the row through.
  if (answer.startsWith("23")) return "passed";
  throw new Error(`The probe itself failed: ${answer}`);
}

function word(verb: Verb, own: Outcome, foreign: Outcome): string {
  if (verb === "move") return own === "passed" || foreign === "passed" ? "MOVED" : own;
  if (own === "passed") return foreign === "passed" ? "all" : "own";
  if (foreign === "passed") return "FOREIGN";
  return own === "refused" || foreign === "refused" ? "refused" : "nothing";
}

/** `{columns}` becomes `a = a, b = b` of the columns the identity may update. */
function statementOf(verb: Verb, stage: Stage, table: WalledTable, side: "own" | "foreign"): string {
  const row = stage.rows.get(table.name)?.[side];
  if (!row) throw new Error(`${table.name} has no row`);
  const cast = side === "own" ? stage.ours : stage.theirs;
  const target = `public.${table.name}`;
  const where = table.key.map((column) => `${column} = ${literal(row[column])}`).join(" and ");
  switch (verb) {
    case "select":
      return `select 1 from ${target} where ${where}`;
    case "insert":
      return insertStatement(table, rowOf(table, cast, false));
    case "update":
      return `update ${target} set {columns} where ${where}`;
    case "delete":
      return `delete from ${target} where ${where}`;
    case "move": {
      if (side === "foreign") return "select 1 where false";
      // Without a condition: a condition would make Postgres hold the new row against the policy for select as well.
      const column = table.columns.includes("org_id") ? "org_id" : table.key[0];
      return `update ${target} set ${column} = '${column === "org_id" ? stage.theirs.org : stage.theirs.stranger}'`;
    }
  }
}

function rowOf(table: WalledTable, cast: Cast, first: boolean): Row {
  const maker = ROW_MAKERS[table.parent ?? table.name];
  if (!maker) throw new Error(`No row maker for ${table.name}`);
  return maker(cast, instantOf(table.name), first);
}

function insertStatement(table: Pick<WalledTable, "name">, row: Row): string {
  const columns = Object.keys(row);
  return `insert into public.${table.name} (${columns.join(", ")}) values (${columns.map((name) => literal(row[name])).join(", ")})`;
}

const literal = (value: unknown): string =>
  value === null || value === undefined ? "null" : `'${String(value).replaceAll("'", "''")}'`;

async function openGrants(tx: Sql, table: WalledTable): Promise<void> {
  const roles = `app_tenant, app_operator, anon, authenticated, ${OWNER}`;
  await tx.unsafe(`
    grant usage, create on schema public to ${roles};
    grant usage on schema private to ${roles};
    grant execute on all functions in schema private to ${roles};
    grant all on public.${table.name} to ${roles};
    grant select on public.memberships to ${roles};
  `);
}

const line = (table: WalledTable, label: string, granted: string, opened: string): string =>
  `${familyOf(table.name).padEnd(22)} ${label.padEnd(23)} | ${granted.padEnd(39)} | ${opened}`.trimEnd();

/** Runs one statement as somebody and takes everything back; answers `n rows`, `0` or the error's code. */
const ATTEMPT = `
create function pg_temp.attempt(
  role text, org text, person text, session text, target text, columns text[], statement text
) returns text language plpgsql as $$
declare
  touched bigint;
  sets text;
begin
  select string_agg(format('%1$I = %1$I', name), ', ') into sets
  from unnest(columns) as name where has_column_privilege(role, target, name, 'update');
  statement := replace(statement, '{columns}', coalesce(sets, format('%1$I = %1$I', columns[1])));
  perform set_config('app.org_id', org, true), set_config('app.user_id', person, true),
    set_config('app.session_id', session, true);
  begin
    execute format('set local role %I', role);
    execute statement;
    get diagnostics touched = row_count;
    raise exception using errcode = 'PROBE', message = touched::text;
  exception
    when sqlstate 'PROBE' then return case sqlerrm when '0' then '0' else sqlerrm || ' rows' end;
    when others then return sqlstate;
  end;
end $$`;
