import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";

/** Whether admins must have a second factor, and how many of them have none yet. */
export type SecondFactorRule = { admins_need_second_factor: boolean; admins_without: number };

export async function readSecondFactorRule(ctx: Context): Promise<SecondFactorRule> {
  const { rows } = await sql<SecondFactorRule>`
    select o.admins_need_second_factor, (
      select count(*)::integer from public.memberships m
      where m.org_id = o.id and m.role = 'org_admin'
        and m.user_id not in (select private.members_with_second_factor())
    ) as admins_without
    from public.organizations o where o.id = ${ctx.org.id}`.execute(ctx.tx);
  const [rule] = rows;
  if (!rule) throw new AppError("not_found", "There is no such organization.");
  return rule;
}
