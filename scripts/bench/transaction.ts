import { sqlPool } from "../../lib/db/client";
import { withTenant } from "../../lib/db/tenant";
import { measureInTurns, ms, type Times } from "./measure";
import type { Figure } from "./report";

const TURNS = 1_000;
const PAGE = `select c.id, c.started_at, c.status, c.duration_ms, c.summary, a.name from public.calls c
  join public.agents a on a.id = c.agent_id and a.org_id = c.org_id
  where c.org_id = $1 order by c.started_at desc, c.id desc limit 50`;
const COUNT =
  "select count(*)::int from (select id from public.calls where org_id = $1 order by started_at desc limit 1001) as found";
const ROW = "select id, name, status from public.agents where org_id = $1 limit 1";

/**
 * What the wall costs: a read in a tenant's transaction (role, organization, row-level security) against the same read by
 * the login role and outside a transaction, in turns, on one pool. A page of calls and its capped total is what the list
 * asks for; one row is the worst case, because the round trips of BEGIN and COMMIT are all there is to it.
 */
export async function benchTransaction(orgId: string): Promise<Figure[]> {
  const values = [orgId];
  const plain =
    (...statements: string[]) =>
    () =>
      Promise.all(statements.map((statement) => sqlPool().unsafe(statement, values, { prepare: true })));
  const tenant =
    (...statements: string[]) =>
    () =>
      withTenant({ orgId }, (_, raw) =>
        Promise.all(statements.map((statement) => raw.unsafe(statement, values, { prepare: true }))),
      );
  const times = await measureInTurns(
    { page: plain(PAGE, COUNT), tenant_page: tenant(PAGE, COUNT), row: plain(ROW), tenant_row: tenant(ROW) },
    TURNS,
  );
  const figure = (name: string, inTransaction: Times, byItself: Times): Figure => ({
    name: `${name} in a tenant's transaction, against the same read by itself`,
    value: inTransaction.p50 / byItself.p50,
    unit: "ratio",
    detail: `p50 ${ms(inTransaction.p50)} against ${ms(byItself.p50)}`,
  });
  return [
    { ...figure("A page of calls and its total", times.tenant_page, times.page), goal: { at_most: 2 } },
    figure("One row", times.tenant_row, times.row),
  ];
}
