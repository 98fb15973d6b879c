import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import type { PersonContext } from "../http/with-user";
import { Preferences } from "./schemas";

const NONE: Preferences = { calls_columns: null };

/** How a person likes their screens; what an older version kept and nobody understands any more is left out. */
export async function readPreferences(tx: Tx, userId: string): Promise<Preferences> {
  const row = await tx.selectFrom("profiles").select("preferences").where("user_id", "=", userId).executeTakeFirst();
  const kept = Preferences.safeParse(row?.preferences);
  return kept.success ? kept.data : NONE;
}

/** Keeps how a person likes their screens, for every organization of theirs. */
export async function savePreferences(ctx: PersonContext, preferences: Preferences): Promise<Preferences> {
  await ctx.tx
    .updateTable("profiles")
    .set({ preferences: sql`preferences || ${JSON.stringify(preferences)}::text::jsonb` })
    .where("user_id", "=", ctx.person.id)
    .execute();
  return preferences;
}
