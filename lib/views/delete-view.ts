import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { openQuery, QUERY } from "../phi/fields";
import { openVault } from "../phi/vault";
import { recordView } from "./record-view";

/** Deletes a view of the reader, in a transaction of its own (see `save-view`). Throws `not_found` for anybody else's. */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  const { actor, org } = ctx;
  const deleted = await withTenant({ orgId: org.id, userId: actor.id }, async (tx) => {
    const view = await tx
      .deleteFrom("saved_views")
      .where("org_id", "=", org.id)
      .where("person_id", "=", actor.id)
      .where("id", "=", id)
      .returning([...QUERY, "screen", "name", "is_shared"])
      .executeTakeFirst();
    if (view) {
      const query = openQuery(await openVault({ ...ctx, tx }), view);
      await recordView({ ...ctx, tx }, "view.deleted", { ...view, query });
    }
    return view;
  });
  if (!deleted) throw new AppError("not_found", "There is no such view of yours.");
}
