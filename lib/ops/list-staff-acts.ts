import { sql } from "kysely";
import type { Tx } from "../db/tenant";

/** Something platform staff changed inside an organization, as it stands in that organization's audit log. */
export type StaffAct = {
  org_slug: string;
  org_name: string;
  seq: number;
  action: string;
  actor_name: string | null;
  /** ISO 8601 UTC. */
  recorded_at: string;
};

/** The newest acts of staff over all organizations, in an operator's transaction. */
export async function listStaffActs(tx: Tx, limit = 20): Promise<StaffAct[]> {
  const { rows } = await sql<Omit<StaffAct, "recorded_at"> & { recorded_at: Date }>`
    select o.slug as org_slug, o.name as org_name, l.seq::int, l.action, p.full_name as actor_name, l.recorded_at
    from public.audit_log l
    join public.organizations o on o.id = l.org_id
    left join public.profiles p on p.user_id = l.actor_id::uuid
    where l.actor_type = 'operator'
      -- One rotation of all organizations' keys is one act; the part about keys tells it.
      and not (l.action = 'organization.key_rotation_started' and coalesce((l.after ->> 'everywhere')::boolean, false))
    order by l.recorded_at desc
    limit ${limit}`.execute(tx);
  return rows.map(({ recorded_at, ...row }) => ({ ...row, recorded_at: recorded_at.toISOString() }));
}
