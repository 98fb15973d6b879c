import type { Context } from "../auth/context";
import type { Organization } from "../db/tenant";
import { AppError } from "../errors";
import { versionOf } from "../http/version";
import type { Appearance } from "./read-appearance";

/** An organization with what its admins decide about it. `version` is another one whenever somebody has. */
export type Settings = Organization & Appearance & { version: string };

const COLUMNS = ["id", "slug", "name", "industry", "time_zone", "currency", "colour", "locale", "logo_id"] as const;

/** Reads an organization's settings. @param locked until the transaction ends nobody else changes them */
export async function readSettings(ctx: Context, { locked = false } = {}): Promise<Settings> {
  const row = await ctx.tx
    .selectFrom("organizations")
    .select(COLUMNS)
    .where("id", "=", ctx.org.id)
    .where("deleted_at", "is", null)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such organization.");
  return { ...row, version: versionOf(editable(row)) };
}

/** What people decide about an organization on the page of its settings. */
export function editable({ name, industry, time_zone, currency, colour, locale }: Organization & Appearance) {
  return { name, industry, time_zone, currency, colour, locale };
}
