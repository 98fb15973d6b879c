import { sql } from "kysely";
import type { Context } from "../auth/context";
import { stateOf } from "./describe-credential";
import type { CredentialKind } from "./kinds";
import { type CredentialRow, openSecret } from "./rows";

const NOTE_USE_EVERY_MS = 300_000;

/**
 * The organization's credential of a kind in clear, for a call to that vendor on the server. Never answer, log or store what
 * this returns.
 * @returns undefined when none is kept, or the one that is used has expired
 */
export async function readCredential(ctx: Context, kind: CredentialKind): Promise<string | undefined> {
  const row = await usedCredential(ctx, kind);
  if (!row) return undefined;
  const secret = await openSecret(ctx, row);
  await noteUse(ctx, row);
  return secret;
}

/** Whether `readCredential` would find one. */
export async function hasCredential(ctx: Context, kind: CredentialKind): Promise<boolean> {
  return (await usedCredential(ctx, kind)) !== undefined;
}

async function usedCredential(ctx: Context, kind: CredentialKind): Promise<CredentialRow | undefined> {
  const row = await ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("kind", "=", kind)
    .where("is_default", "=", true)
    .executeTakeFirst();
  return row && stateOf(row, Date.now()) === "active" ? row : undefined;
}

// To five minutes: a busy credential must not write with every use. A viewer's transaction writes nothing at all.
async function noteUse(ctx: Context, { id, last_used_at }: CredentialRow): Promise<void> {
  if (ctx.actor.type === "user" && ctx.actor.role === "org_viewer") return;
  if (last_used_at && Date.now() - last_used_at.getTime() < NOTE_USE_EVERY_MS) return;
  await ctx.tx
    .updateTable("credentials")
    .set({ last_used_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
}
