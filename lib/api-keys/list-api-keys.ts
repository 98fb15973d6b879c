import { z } from "zod";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { keyOfCursor, type ListQuery, type Page, pageOf } from "../http/cursor";
import { describeApiKey } from "./describe-api-key";
import { SHOWN } from "./rows";
import type { ApiKey } from "./schemas";

const Key = z.tuple([z.uuid()]);

/** The organization's keys as they may be shown, newest first; those that are over too. */
export async function listApiKeys(ctx: Context, { limit, cursor }: ListQuery): Promise<Page<ApiKey>> {
  let query = withAuthors(ctx)
    .orderBy("k.id", "desc")
    .limit(limit + 1);
  if (cursor) query = query.where("k.id", "<", keyOfCursor(cursor, Key)[0]);
  const rows = await query.execute();
  return pageOf(
    rows.map(({ full_name, email, ...row }) => describeApiKey(row, full_name || email)),
    limit,
    ({ id }) => [id],
  );
}

/** One of them. Throws `not_found`. */
export async function getApiKey(ctx: Context, { id }: { id: string }): Promise<ApiKey> {
  const found = await withAuthors(ctx).where("k.id", "=", id).executeTakeFirst();
  if (!found) throw new AppError("not_found", "There is no such API key in this organization.");
  const { full_name, email, ...row } = found;
  return describeApiKey(row, full_name || email);
}

function withAuthors(ctx: Context) {
  return ctx.tx
    .selectFrom("api_keys as k")
    .leftJoin("profiles as p", "p.user_id", "k.created_by")
    .where("k.org_id", "=", ctx.org.id)
    .select(SHOWN.map((column) => `k.${column}` as const))
    .select(["p.full_name", "p.email"]);
}
