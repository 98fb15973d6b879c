import { sql } from "kysely";
import type { Context } from "../auth/context";
import { openVault } from "../phi/vault";
import { LISTED_COLUMNS, type ListedCall, listedCall } from "./listed-call";

/** The listed calls of places, in their order. */
export async function callsAt(ctx: Context, places: readonly { id: string }[]): Promise<ListedCall[]> {
  if (places.length === 0) return [];
  const vault = openVault(ctx);
  const rows = await ctx.tx
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
    .select(LISTED_COLUMNS)
    .where("c.org_id", "=", ctx.org.id)
    .where(sql<boolean>`c.id = any(${arrayOfIds(places)}::uuid[])`)
    .execute();
  const opened = await vault;
  const byId = new Map(rows.map((row) => [row.id, listedCall(opened, row)]));
  return places.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Ids as the literal of a Postgres array. */
export function arrayOfIds(rows: readonly { id: string }[]): string {
  return `{${rows.map(({ id }) => id).join(",")}}`;
}
