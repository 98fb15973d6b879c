import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { tellOfStanding } from "./tell-of-standing";

/**
 * Deletes an organization: nobody comes in and nothing is taken for it any more. For thirty days it can be brought back; then
 * its data keys are destroyed (`lib/keys/destroy-keys-of-deleted.ts`), and what they encrypted can never be read again.
 * Its admins are told by mail, now and if it is brought back.
 * @param typed its address as the operator has typed it; any other is `invalid`
 */
export async function deleteOrganization(ctx: Context, typed: string): Promise<undefined> {
  if (typed !== ctx.org.slug) {
    const message = `Type ${ctx.org.slug} to delete this organization.`;
    throw new AppError("invalid", message, { fields: { slug: message } });
  }
  if (!(await setDeletion(ctx, true))) throw new AppError("conflict", "The organization is deleted already.");
  await recordEvent(ctx, {
    name: "organization.deleted",
    subject: { type: "organization", id: ctx.org.id },
    data: {},
  });
  await tellOfStanding(ctx, "deleted");
  return undefined;
}

/** Brings a deleted organization back, as it was. `conflict` when it is not deleted, or its data keys are destroyed. */
export async function restoreOrganization(ctx: Context): Promise<undefined> {
  if (!(await setDeletion(ctx, false))) {
    throw new AppError(
      "conflict",
      "The organization is not deleted, or its keys are destroyed and there is no way back.",
    );
  }
  await recordEvent(ctx, {
    name: "organization.restored",
    subject: { type: "organization", id: ctx.org.id },
    data: {},
  });
  await tellOfStanding(ctx, "restored");
  return undefined;
}

async function setDeletion({ tx }: Context, deleted: boolean): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`select private.set_deletion(${deleted}) as changed`.execute(tx);
  return rows[0]?.changed ?? false;
}
