import type { Context } from "../auth/context";
import { can } from "../auth/permissions";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
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
    const { count } = await tx
      .selectFrom("saved_views")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("org_id", "=", org.id)
      .where("person_id", "=", actor.id)
      .executeTakeFirstOrThrow();
    if (count >= MOST) throw new AppError("conflict", `You keep ${MOST} views already. Delete one first.`);
    const { query, columns = null, is_shared } = view;
    const saved = await tx
      .insertInto("saved_views")
      .values({ ...view, columns, org_id: org.id, person_id: actor.id })
      .onConflict((conflict) =>
        conflict.columns(["org_id", "person_id", "screen", "name"]).doUpdateSet({ query, columns, is_shared }),
      )
      .returning("id")
      .executeTakeFirstOrThrow();
    await recordView({ ...ctx, tx }, "view.saved", { ...saved, ...view });
    return saved;
  });
}
