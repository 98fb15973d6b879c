import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { forgetLogo } from "./logo-store";
import { readAppearance } from "./read-appearance";

/** Takes the organization's picture away. @returns the rest of the work: forgetting the picture once this is committed */
export async function removeLogo(ctx: Context): Promise<() => Promise<undefined>> {
  const { logo_id } = await readAppearance(ctx);
  if (logo_id === null) throw new AppError("not_found", "There is no logo.");
  await ctx.tx
    .updateTable("organizations")
    .set({ logo_id: null, logo_type: null })
    .where("id", "=", ctx.org.id)
    .execute();
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    { before: { logo_id }, after: { logo_id: null } },
  );
  return async () => {
    await forgetLogo(ctx.org.id, logo_id);
    return undefined;
  };
}
