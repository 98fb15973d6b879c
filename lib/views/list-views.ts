import type { z } from "zod";
import type { Context } from "../auth/context";
import { callColumns } from "./call-columns";
import type { ListViews, SavedView } from "./schemas";

const MOST = 100;

/** The reader's own views of a screen and those others share with the organization, by name. */
export async function listViews(ctx: Context, { screen }: z.infer<typeof ListViews>): Promise<{ data: SavedView[] }> {
  const reader = ctx.actor.id;
  const rows = await ctx.tx
    .selectFrom("saved_views as v")
    .leftJoin("profiles as p", "p.user_id", "v.person_id")
    .select(["v.id", "v.name", "v.query", "v.columns", "v.is_shared", "v.person_id", "p.full_name", "p.email"])
    .where("v.org_id", "=", ctx.org.id)
    .where("v.screen", "=", screen)
    .where((eb) => eb.or([eb("v.person_id", "=", reader), eb("v.is_shared", "=", true)]))
    .orderBy("v.id")
    .limit(MOST)
    .execute();
  const data = rows.map(({ person_id, full_name, email, columns, ...row }) => ({
    ...row,
    columns: columns ? callColumns.filter((column) => columns.includes(column)) : null,
    is_own: person_id === reader,
    made_by: full_name || email || "A former member",
  }));
  return { data: data.sort((a, b) => a.name.localeCompare(b.name)) };
}
