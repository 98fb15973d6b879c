import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { nameHere } from "../members/name-here";
import { openQuery, QUERY_OF_VIEW } from "../phi/fields";
import { seesPhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { callColumns } from "./call-columns";
import type { ListViews, SavedView } from "./schemas";

const MOST = 100;

/** Filters that hold what was said or who called. */
const TELLING = ["search", "number", "field"];

/**
 * The reader's own views of a screen and those others share with the organization, by name. Shared ones that hold words or a
 * number are not for those from whom the organization keeps these: the list would refuse them anyway. A program reads the
 * shared ones, and these only with the scope for calls.
 */
export async function listViews(ctx: Context, { screen }: z.infer<typeof ListViews>): Promise<{ data: SavedView[] }> {
  const reader = ctx.actor.id;
  const rows = await ctx.tx
    .selectFrom("saved_views as v")
    .leftJoin("profiles as p", "p.user_id", "v.person_id")
    .select([...QUERY_OF_VIEW, "v.name", "v.columns", "v.is_shared", "v.person_id"])
    .select(nameHere("p", "v", "person_id").as("made_by"))
    .where("v.org_id", "=", ctx.org.id)
    .where("v.screen", "=", screen)
    .where((eb) => eb.or([eb("v.person_id", "=", reader), eb("v.is_shared", "=", true)]))
    // However many others share, nobody misses a view of their own.
    .orderBy(sql`v.person_id = ${reader}`, "desc")
    .orderBy("v.id", "desc")
    .limit(MOST)
    .execute();
  const vault = await openVault(ctx);
  const sees = seesPhi(ctx, vault) && may(ctx.actor, "calls.read");
  const data = rows.map(({ id, name, is_shared, person_id, made_by, columns, ...kept }) => ({
    ...{ id, name, is_shared, query: openQuery(vault, { id, ...kept }) },
    columns: columns ? callColumns.filter((column) => columns.includes(column)) : null,
    is_own: person_id === reader,
    made_by,
  }));
  const shown = data.filter(({ is_own, query }) => is_own || sees || !isTelling(query));
  return { data: shown.sort((a, b) => a.name.localeCompare(b.name)) };
}

function isTelling(query: string): boolean {
  const filters = new URLSearchParams(query);
  return TELLING.some((name) => filters.has(name));
}
