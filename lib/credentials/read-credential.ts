import { sql } from "kysely";
import type { Context } from "../auth/context";
import type { CredentialKind } from "./kinds";
import { refuseEnded } from "./refuse-ended";
import { type CredentialRow, openSecret } from "./rows";

const NOTE_USE_EVERY_MS = 300_000;

/**
 * The organization's credential of a kind in clear, for a call to that vendor on the server. Never answer, log or store what
 * this returns. Throws `CredentialEnded` when the one that is used has expired.
 * @returns undefined when none is kept
 */
export async function readCredential(ctx: Context, kind: CredentialKind): Promise<string | undefined> {
  const row = await usedCredential(ctx, kind);
  if (!row) return undefined;
  const secret = await openSecret(ctx, row);
  await noteUse(ctx, row);
  return secret;
}

/** Whether `readCredential` would find one; throws as it does. */
export async function hasCredential(ctx: Context, kind: CredentialKind): Promise<boolean> {
  const row = await usedCredential(ctx, kind);
  if (row) refuseEnded(row);
  return row !== undefined;
}

type UsedCredential = CredentialRow & { held_to_reading: boolean };

function usedCredential(ctx: Context, kind: CredentialKind): Promise<UsedCredential | undefined> {
  return ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .select(sql<boolean>`current_setting('transaction_read_only') = 'on'`.as("held_to_reading"))
    .where("org_id", "=", ctx.org.id)
    .where("kind", "=", kind)
    .where("is_default", "=", true)
    .executeTakeFirst();
}

// To five minutes: a busy credential must not write with every use. Where Postgres holds the work to reading (a viewer's, a
// reading API key's, a visit's), nothing is written at all.
async function noteUse(ctx: Context, { id, last_used_at, held_to_reading }: UsedCredential): Promise<void> {
  if (held_to_reading) return;
  if (last_used_at && Date.now() - last_used_at.getTime() < NOTE_USE_EVERY_MS) return;
  await ctx.tx
    .updateTable("credentials")
    .set({ last_used_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
}
