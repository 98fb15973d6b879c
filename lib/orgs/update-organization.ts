import type { Context } from "../auth/context";
import type { Organization } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { type Appearance, readAppearance } from "./read-appearance";
import type { UpdateOrganization } from "./schemas";

/** Changes an organization's settings. A new time zone moves every past hour: the database recounts the totals. */
export async function updateOrganization(ctx: Context, change: UpdateOrganization): Promise<Organization & Appearance> {
  const before = { ...ctx.org, ...(await readAppearance(ctx)) };
  const changed = await ctx.tx
    .updateTable("organizations")
    .set(change)
    .where("id", "=", ctx.org.id)
    .where("deleted_at", "is", null)
    .returning(["id", "slug", "name", "industry", "time_zone", "currency", "colour", "locale", "logo_id"])
    .executeTakeFirst();
  if (!changed) throw new AppError("not_found", "There is no such organization.");
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    difference(before, changed),
  );
  return changed;
}
