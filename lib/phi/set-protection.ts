import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import type { Protection, SetProtection } from "./protection";
import { readProtection } from "./read-protection";
import { startMove } from "./start-move";

/** Turns the protection of health data on or off, or lets viewers see it. What is kept follows by a job. */
export async function setProtection(ctx: Context, change: SetProtection): Promise<Protection> {
  const { phi_protection, viewers_see_phi } = await readProtection(ctx);
  const before = { phi_protection, viewers_see_phi };
  const after = {
    phi_protection: change.phi_protection ?? phi_protection,
    viewers_see_phi: change.viewers_see_phi ?? viewers_see_phi,
  };
  const turned = after.phi_protection !== before.phi_protection;
  if (!turned && after.viewers_see_phi === before.viewers_see_phi) return readProtection(ctx);
  await ctx.tx
    .updateTable("organizations")
    .set({ ...after, ...(turned && { phi_changed_at: sql<Date>`clock_timestamp()` }) })
    .where("id", "=", ctx.org.id)
    .execute();
  if (turned) await startMove(ctx.tx, ctx.org.id);
  await recordEvent(
    ctx,
    { name: "organization.phi_protection_changed", subject: { type: "organization", id: ctx.org.id }, data: after },
    difference(before, after),
  );
  return readProtection(ctx);
}
