import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { keyOfCursor, type ListQuery, type Page, pageOf } from "../http/cursor";
import { afterInstant, instantText } from "./instant";
import type { Member } from "./schemas";
import { attemptKeysOf } from "./unlock-member";

const Key = z.tuple([z.string().regex(/^[0-9T:.Z-]{20,32}$/), z.uuid()]);

/** The members of the organization, first come first. */
export async function listMembers(ctx: Context, { limit, cursor }: ListQuery): Promise<Page<Member>> {
  let query = ctx.tx
    .selectFrom("memberships as m")
    .innerJoin("profiles as p", "p.user_id", "m.user_id")
    .innerJoin("organizations as o", "o.id", "m.org_id")
    .where("m.org_id", "=", ctx.org.id)
    .select(["m.user_id", "p.email", "p.full_name", "m.role", instantText("m.created_at").as("joined_at")])
    .select(sql<boolean>`m.user_id is not distinct from o.owner_id`.as("is_owner"))
    .orderBy("m.created_at")
    .orderBy("m.user_id")
    .limit(limit + 1);
  if (cursor) query = query.where(afterInstant("m.created_at", "m.user_id", keyOfCursor(cursor, Key)));
  const members = await query.execute();
  const locked = may(ctx.actor, "members.write") ? await lockedOf(ctx, members) : new Set();
  const guarded = await guardedOf(ctx, members);
  const rows = members.map((member) => ({
    ...member,
    second_factor: guarded.has(member.user_id),
    is_locked: locked.has(member.user_id),
  }));
  return pageOf(rows, limit, (member) => [member.joined_at, member.user_id]);
}

async function guardedOf(ctx: Context, members: { user_id: string }[]): Promise<Set<string>> {
  const people = members.map(({ user_id }) => user_id);
  const { rows } = await sql<{ user_id: string }>`
    select user_id from private.members_with_second_factor(${people}::uuid[])`.execute(ctx.tx);
  return new Set(rows.map(({ user_id }) => user_id));
}

async function lockedOf(ctx: Context, members: { user_id: string; email: string }[]): Promise<Set<string>> {
  const owners = new Map(
    members.flatMap((member) => attemptKeysOf(member).map((key) => [key, member.user_id] as const)),
  );
  const { rows } = await sql<{ key: string }>`
    select key from private.locked_keys(${[...owners.keys()]})`.execute(ctx.tx);
  return new Set(rows.flatMap(({ key }) => owners.get(key) ?? []));
}
