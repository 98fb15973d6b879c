import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { tellOfStanding } from "./tell-of-standing";

/**
 * Shuts an organization: from their next request on nobody of it and none of its API keys comes in. Its agents' deliveries are
 * taken and kept. Its admins are told by mail; the reason is staff's own, and stands in the audit log.
 */
export async function suspendOrganization(ctx: Context, reason: string): Promise<undefined> {
  if (!(await setSuspension(ctx, reason))) throw new AppError("conflict", "The organization is suspended already.");
  await recordEvent(
    ctx,
    { name: "organization.suspended", subject: { type: "organization", id: ctx.org.id }, data: {} },
    { after: { suspended_reason: reason } },
  );
  await tellOfStanding(ctx, "suspended");
  return undefined;
}

/** Opens a suspended organization again. */
export async function reactivateOrganization(ctx: Context): Promise<undefined> {
  if (!(await setSuspension(ctx, null))) throw new AppError("conflict", "The organization is not suspended.");
  await recordEvent(ctx, {
    name: "organization.reactivated",
    subject: { type: "organization", id: ctx.org.id },
    data: {},
  });
  await tellOfStanding(ctx, "reactivated");
  return undefined;
}

async function setSuspension({ tx }: Context, reason: string | null): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`select private.set_suspension(${reason}) as changed`.execute(tx);
  return rows[0]?.changed ?? false;
}
