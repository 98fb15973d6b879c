import type { Context } from "../auth/context";
import { can } from "../auth/permissions";
import { newId } from "../db/new-id";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { queryColumns } from "../phi/fields";
import { openForSealing } from "../phi/vault";
import { recordView } from "./record-view";
import type { SaveView } from "./schemas";

const MOST = 50;

/**
 * Keeps a view of the reader under its name, in place of the one of that name. A view is a person's own, so a viewer may
 * keep one: in a transaction of its own that writes nothing else, because theirs is read-only. Only who may change the
 * organization shares. Throws `forbidden`, and `conflict` when there are too many.
 */
export async function saveView(ctx: Context, view: SaveView): Promise<{ id: string }> {
  const { actor, org } = ctx;
  if (actor.type !== "user") throw new AppError("forbidden", "Views belong to people.");
  if (view.is_shared && !can(actor.role, "views.share")) {
    throw new AppError("forbidden", "Only an admin can share a view with the organization.");
  }
  return withTenant({ orgId: org.id, userId: actor.id }, async (tx) => {
    const own = tx.selectFrom("saved_views").where("org_id", "=", org.id).where("person_id", "=", actor.id);
    const { query, columns = null, ...rest } = view;
    const earlier = await own
      .select("id")
      .where("screen", "=", view.screen)
      .where("name", "=", view.name)
      .executeTakeFirst();
    const { count } = await own.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
    if (!earlier && count >= MOST) throw new AppError("conflict", `You keep ${MOST} views already. Delete one first.`);
    // What is sealed is bound to its row, so the row is named first.
    const id = earlier?.id ?? newId();
    const kept = { ...queryColumns(await openForSealing({ tx, org }), id, query), columns, is_shared: view.is_shared };
    const saved = await tx
      .insertInto("saved_views")
      .values({ id, ...rest, ...kept, org_id: org.id, person_id: actor.id })
      .onConflict((conflict) =>
        conflict.columns(["org_id", "person_id", "screen", "name"]).doUpdateSet(kept).where("saved_views.id", "=", id),
      )
      .returning("id")
      .executeTakeFirst();
    if (!saved) throw new AppError("conflict", "A view of this name was kept at the same moment. Try again.");
    await recordView({ ...ctx, tx }, "view.saved", { ...saved, ...view });
    return saved;
  });
}
