import { sql } from "kysely";
import type { Context } from "../auth/context";
import { notePhiRead, seesPhi } from "../phi/sight";
import { TRANSCRIPT, turnsOf } from "../phi/transcript";
import { openVault } from "../phi/vault";
import type { Turn } from "../voice/provider";
import { LISTED_COLUMNS, type ListedCall, listedCall } from "./listed-call";
import { maskListed } from "./mask-listed";

/** A call under way, with the newest of what was said. */
export type LiveCall = ListedCall & {
  /** Somebody made its agent silent. */
  is_muted: boolean;
  turns: Turn[];
  /** How many turns came before those. */
  earlier_turns: number;
};

const SHOWN_CALLS = 50;
const SHOWN_TURNS = 12;
/** No conversation lasts longer; what still looks open then has lost its end, and reconciliation will find it. */
const LONGEST_CALL = "4 hours";

/** Calls ringing or in conversation, newest first, across agents. */
export async function listLiveCalls(ctx: Context): Promise<{ data: LiveCall[] }> {
  const vault = await openVault(ctx);
  const rows = await ctx.tx
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
    .leftJoin("transcripts as t", (join) => join.onRef("t.call_id", "=", "c.id").onRef("t.org_id", "=", "c.org_id"))
    .select([...LISTED_COLUMNS, "c.is_muted"])
    .select(TRANSCRIPT)
    .where("c.org_id", "=", ctx.org.id)
    .where(sql<boolean>`c.status in ('registered', 'ringing', 'in_progress')`)
    .where("c.started_at", ">", sql<Date>`now() - ${LONGEST_CALL}::interval`)
    .orderBy("c.started_at", "desc")
    .limit(SHOWN_CALLS)
    .execute();
  const sees = seesPhi(ctx, vault);
  const subject = { type: "organization", id: ctx.org.id } as const;
  if (sees && rows.length > 0) notePhiRead(ctx, vault, { name: "call.watched", subject });
  return {
    data: rows.map((row) => {
      const said = turnsOf(vault, row).filter((turn) => turn.role === "agent" || turn.role === "caller");
      const shown = said.slice(-SHOWN_TURNS).map(({ words: _, ...turn }) => turn);
      return {
        ...maskListed(ctx, vault, listedCall(vault, row)),
        is_muted: row.is_muted,
        turns: sees ? shown : [],
        earlier_turns: sees ? said.length - shown.length : said.length,
      };
    }),
  };
}
