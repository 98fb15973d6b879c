import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { keyOfCursor, ListQuery, type Page, pageOf } from "../http/cursor";

export const ListAgentNames = ListQuery.extend({ limit: ListQuery.shape.limit.unwrap().default(200) });

export type AgentNames = Page<{ id: string; name: string }>;

const Key = z.tuple([z.enum(["false", "true"]), z.string(), z.uuid()]);
const isDeleted = sql<boolean>`(deleted_at is not null)`;

/** Names of the organization's agents, alphabetical; behind those that are there the deleted ones, because their calls remain. */
export async function listAgentNames(
  ctx: Context,
  { limit, cursor }: z.infer<typeof ListAgentNames> = ListAgentNames.parse({}),
): Promise<AgentNames> {
  let query = ctx.tx
    .selectFrom("agents")
    .select(["id", "name", isDeleted.as("is_deleted")])
    .where("org_id", "=", ctx.org.id)
    .orderBy(isDeleted)
    .orderBy("name")
    .orderBy("id")
    .limit(limit + 1);
  if (cursor) {
    const [deleted, name, id] = keyOfCursor(cursor, Key);
    query = query.where(sql<boolean>`(${isDeleted}, name, id) > (${deleted === "true"}, ${name}, ${id}::uuid)`);
  }
  const page = pageOf(await query.execute(), limit, (row) => [String(row.is_deleted), row.name, row.id]);
  return { ...page, data: page.data.map(({ id, name }) => ({ id, name })) };
}
