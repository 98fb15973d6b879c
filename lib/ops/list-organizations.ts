import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { isFailingSql } from "../agents/failing";
import type { Tx } from "../db/tenant";
import { keyOfCursor, type Page, pageOf } from "../http/cursor";
import type { OperatorContext } from "../http/with-operator";
import type { ListOrganizations, OrganizationHealth } from "./schemas";
import { troubledDeliveries } from "./troubled-deliveries";

const Key = z.tuple([z.string().max(200), z.uuid()]);

type Row = Omit<OrganizationHealth, "state" | "created_at" | "last_delivery_at"> & {
  suspended_at: Date | null;
  deleted_at: Date | null;
  sort_name: string;
  created_at: Date;
  last_delivery_at: Date | null;
};

/**
 * The organizations by name (a search finds deleted ones as well), each with its health. Figures come from rollups and short index ranges: calls of the last
 * 24 hours by full hours, failed and unusable deliveries of the last seven days, missing calls of the last
 * comparison with the vendor. An agent fails when its last comparison failed or `isFailing` says so.
 */
export async function listOrganizations(
  { tx }: Pick<OperatorContext, "tx">,
  { limit, cursor, search }: ListOrganizations,
): Promise<Page<OrganizationHealth>> {
  const after = cursor ? keyOfCursor(cursor, Key) : undefined;
  const prefix = search ? `${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%` : undefined;
  const wanted = sql`${prefix ? sql`true` : sql`o.deleted_at is null`}
    ${after ? sql`and (lower(o.name), o.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    ${prefix ? sql`and (lower(o.name) like ${prefix} or o.slug like ${prefix})` : sql``}`;
  const page = pageOf(await readHealth(tx, wanted, limit + 1), limit, ({ sort_name, id }) => [sort_name, id]);
  return { ...page, data: page.data.map(shown) };
}

/** Those in trouble, wherever in the alphabet they are; at most `limit`, by name. */
export async function listTroubled({ tx }: Pick<OperatorContext, "tx">, limit: number): Promise<OrganizationHealth[]> {
  const wanted = sql`o.deleted_at is null and o.suspended_at is null and (
    exists (
      select from public.agents a
      where a.org_id = o.id and a.deleted_at is null and (${isTroubled} or ${lacksCalls})
    ) or exists (
      select from public.inbound_events e
      where e.org_id = o.id and e.state = 'failed' and e.id >= private.uuid_v7_floor(now() - interval '7 days')
    ))`;
  return (await readHealth(tx, wanted, limit)).map(shown);
}

/** Of an agent (as `a`): its last comparison failed, or its newest delivery was refused. A paused one is left in peace. */
const isTroubled = sql`(a.status <> 'paused' and (a.reconciliation_error is not null or ${isFailingSql("a")}))`;

/** Its vendor knows calls that never arrived. As on the organization's overview, not of a paused one. */
const lacksCalls = sql`(a.status <> 'paused' and a.reconciled_missing_calls > 0)`;

/** The health of the wanted organizations (as `o`), by name. */
async function readHealth(tx: Tx, wanted: RawBuilder<unknown>, most: number): Promise<Row[]> {
  const found = await sql<Row>`
    with page as (
      select o.id, o.slug, o.name, o.industry, o.colour, o.logo_id, o.suspended_at, o.deleted_at, o.created_at, lower(o.name) as sort_name
      from public.organizations o
      where ${wanted}
      order by lower(o.name), o.id
      limit ${most}
    )
    select page.*, people.members, calls.calls_24h, agents.*, deliveries.*
    from page
    cross join lateral (
      select count(*)::int as members from public.memberships m where m.org_id = page.id
    ) people
    cross join lateral (
      select coalesce(sum(s.calls), 0)::int as calls_24h from public.call_hourly_stats s
      where s.org_id = page.id and s.hour > now() - interval '24 hours'
    ) calls
    cross join lateral (
      select
        count(*)::int as agents,
        count(*) filter (where a.status = 'waiting')::int as waiting_agents,
        count(*) filter (where ${isTroubled})::int as failing_agents,
        coalesce(sum(a.reconciled_missing_calls) filter (where ${lacksCalls}), 0)::int as missing_calls,
        max(a.last_delivery_at) as last_delivery_at
      from public.agents a where a.org_id = page.id and a.deleted_at is null
    ) agents
    cross join lateral ${troubledDeliveries(sql`page.id`)} deliveries
    order by page.sort_name, page.id`.execute(tx);
  return found.rows;
}

function shown({
  sort_name: _,
  created_at,
  last_delivery_at,
  suspended_at,
  deleted_at,
  ...row
}: Row): OrganizationHealth {
  return {
    ...row,
    created_at: created_at.toISOString(),
    last_delivery_at: last_delivery_at?.toISOString() ?? null,
    state: deleted_at ? "deleted" : suspended_at ? "suspended" : stateOf(row),
  };
}

// A delivery that could not be used is no trouble of the platform's: its vendor said nothing.
function stateOf(row: Pick<Row, "failing_agents" | "failed_deliveries" | "missing_calls" | "agents" | "calls_24h">) {
  if (row.failing_agents > 0 || row.failed_deliveries > 0 || row.missing_calls > 0) return "trouble";
  if (row.agents === 0) return "new";
  return row.calls_24h === 0 ? "quiet" : "ok";
}
