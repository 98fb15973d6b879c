import { type RawBuilder, sql } from "kysely";
import { isFailingSql } from "../agents/failing";
import type { Tx } from "../db/tenant";
import { AppError } from "../errors";
import type { DayOfUse, OrganizationDetail } from "./organization-detail";
import { type TroubledDeliveries, troubledDeliveries } from "./troubled-deliveries";

const DAYS = 30;
const MOST_MEMBERS = 100;
const MOST_AGENTS = 100;
const NEWEST_ACTS = 20;

/** All that the console shows of one organization, in an operator's transaction. Deleted ones as well; else `not_found`. */
export async function getOrganization(tx: Tx, id: string): Promise<OrganizationDetail> {
  const facts = await tx
    .selectFrom("organizations")
    .select(["id", "slug", "name", "industry", "time_zone", "currency", "colour", "locale", "logo_id", "owner_id"])
    .select(["phi_protection", "admins_need_second_factor", "suspended_reason"])
    .select(["created_at", "suspended_at", "deleted_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!facts) throw new AppError("not_found", "There is no such organization.");
  const read = async <T>(query: RawBuilder<T>) => (await query.execute(tx)).rows;
  const members = await read<OrganizationDetail["members"][number]>(sql`
    select m.user_id, p.email, p.full_name, m.role, m.user_id is not distinct from ${facts.owner_id}::uuid as is_owner
    from public.memberships m join public.profiles p on p.user_id = m.user_id
    where m.org_id = ${id}::uuid
    order by (m.user_id is not distinct from ${facts.owner_id}::uuid) desc, m.role, m.created_at limit ${MOST_MEMBERS}`);
  const agents = await read<OrganizationDetail["agents"][number]>(sql`
    select a.id, a.name, a.provider, a.status,
      a.status <> 'paused'
        and (a.reconciliation_error is not null or ${isFailingSql("a")}) as is_failing,
      coalesce(a.reconciled_missing_calls, 0)::int as missing_calls,
      to_char(a.last_delivery_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_delivery_at
    from public.agents a
    where a.org_id = ${id}::uuid and a.deleted_at is null
    order by lower(a.name), a.id limit ${MOST_AGENTS}`);
  const usage = await read<DayOfUse>(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(sum(s.calls), 0)::int as calls,
      coalesce(sum(s.duration_ms), 0)::float8 as duration_ms
    from generate_series(
      ((now() at time zone ${facts.time_zone}::text)::date - ${DAYS - 1}::int)::timestamp,
      (now() at time zone ${facts.time_zone}::text)::date::timestamp, interval '1 day'
    ) as d (day)
    left join public.call_hourly_stats s on s.org_id = ${id}::uuid
      and s.hour >= d.day at time zone ${facts.time_zone}::text and s.hour < (d.day + interval '1 day') at time zone ${facts.time_zone}::text
    group by d.day order by d.day`);
  const [deliveries] = await read<{ day: number } & TroubledDeliveries>(sql`
    select
      (select count(*)::int from (
        select from public.inbound_events e
        where e.org_id = ${id}::uuid and e.id >= private.uuid_v7_floor(now() - interval '24 hours') limit 10000
      ) kept) as day,
      troubled.*
    from ${troubledDeliveries(sql`${id}::uuid`)} troubled`);
  const invitation = await tx
    .selectFrom("invitations")
    .select(["email", "expires_at"])
    .where("org_id", "=", id)
    .where("makes_owner", "=", true)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  const visits = await read<OrganizationDetail["visits"][number]>(sql`
    select v.operator_id, coalesce(nullif(p.full_name, ''), p.email) as operator_name,
      v.changes_reason is not null as may_change,
      to_char(v.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ends_at
    from public.visits v join public.profiles p on p.user_id = v.operator_id
    where v.org_id = ${id}::uuid and v.ended_at is null and v.ends_at > now()
    order by v.id`);
  const acts = await read<OrganizationDetail["staff_acts"][number]>(sql`
    select l.seq::int, l.action, p.full_name as actor_name,
      to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from public.audit_log l left join public.profiles p on p.user_id = l.actor_id::uuid
    where l.org_id = ${id}::uuid and l.actor_type = 'operator'
    order by l.seq desc limit ${NEWEST_ACTS}`);
  const { created_at, suspended_at, deleted_at, ...rest } = facts;
  return {
    ...rest,
    created_at: created_at.toISOString(),
    suspended_at: suspended_at?.toISOString() ?? null,
    deleted_at: deleted_at?.toISOString() ?? null,
    members,
    agents,
    usage,
    deliveries_24h: deliveries?.day ?? 0,
    failed_deliveries: deliveries?.failed_deliveries ?? 0,
    unusable_deliveries: deliveries?.unusable_deliveries ?? 0,
    owner_invitation: invitation ? { email: invitation.email, expires_at: invitation.expires_at.toISOString() } : null,
    visits,
    staff_acts: acts,
  };
}
