import { sql } from "kysely";
import type { Context } from "../auth/context";
import type { CredentialKind } from "./kinds";
import { hasEnded } from "./refuse-ended";
import { type CredentialRow, credentialOrThrow } from "./rows";

/**
 * Makes room for another default of a kind, where there is none or the one there is has ended.
 * @returns whether the place is free
 */
export async function vacateDefault(ctx: Context, kind: CredentialKind): Promise<boolean> {
  await holdDefault(ctx, kind);
  const before = await ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("kind", "=", kind)
    .where("is_default", "=", true)
    .executeTakeFirst();
  if (!before) return true;
  if (!hasEnded(before)) return false;
  await leaveDefault(ctx, kind);
  return true;
}

/** Takes the default of a kind out of its place, which is held (`heldCredential`, `vacateDefault`). */
export async function leaveDefault(ctx: Context, kind: CredentialKind): Promise<void> {
  await ctx.tx
    .updateTable("credentials")
    .set({ is_default: false })
    .where("org_id", "=", ctx.org.id)
    .where("kind", "=", kind)
    .where("is_default", "=", true)
    .execute();
}

/** The credential of an id, as it is while nobody else changes which one of its kind is used. Throws `not_found`. */
export async function heldCredential(ctx: Context, id: string): Promise<CredentialRow> {
  const { kind } = await credentialOrThrow(ctx, id);
  await holdDefault(ctx, kind);
  return credentialOrThrow(ctx, id);
}

// Two that want the place at the same moment must not both get it.
function holdDefault(ctx: Context, kind: CredentialKind) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.org.id} ${kind}`}, 9))`.execute(ctx.tx);
}
