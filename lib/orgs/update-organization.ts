import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { type Expected, refuseStale } from "../http/version";
import { editable, readSettings, type Settings } from "./read-settings";
import type { UpdateOrganization } from "./schemas";

/**
 * Changes an organization's settings. A new time zone moves every past hour: the database recounts the totals. Throws
 * `conflict` for settings that are not as expected.
 */
export async function updateOrganization(
  ctx: Context,
  change: UpdateOrganization,
  expected: Expected = null,
): Promise<Settings> {
  const { version: _, ...before } = await readSettings(ctx, { locked: true });
  refuseStale(expected, editable(before));
  await ctx.tx.updateTable("organizations").set(change).where("id", "=", ctx.org.id).execute();
  const { version, ...after } = await readSettings(ctx);
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    difference(before, after),
  );
  return { ...after, version };
}
