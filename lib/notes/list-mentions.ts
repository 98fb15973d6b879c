import type { Context } from "../auth/context";
import { nameHere } from "../members/name-here";
import { FORMER_MEMBER } from "../members/unnamed";
import { PARTY, partyOf } from "../phi/call-values";
import { maskCaller } from "../phi/sight";
import { openVault } from "../phi/vault";

/** Somebody wrote a note that mentions the reader, who has not seen it yet. */
export type Mention = {
  note_id: string;
  call_id: string;
  author_name: string;
  created_at: string;
  /** Which call it is about. While health data is protected, the caller's number is masked, as lists mask it. */
  call: {
    agent_name: string;
    channel: "phone" | "web";
    direction: "inbound" | "outbound" | null;
    from_number: string | null;
    to_number: string | null;
    started_at: string;
  };
};

const SHOWN = 20;

/** The unseen mentions of who asks, newest first: at most twenty, and whether there are more. */
export async function listMentions(ctx: Context): Promise<{ data: Mention[]; has_more: boolean }> {
  const vault = await openVault(ctx);
  const rows = await ctx.tx
    .selectFrom("note_mentions as m")
    .innerJoin("notes as n", (join) => join.onRef("n.id", "=", "m.note_id").onRef("n.org_id", "=", "m.org_id"))
    .innerJoin("calls as c", (join) => join.onRef("c.id", "=", "n.call_id").onRef("c.org_id", "=", "n.org_id"))
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
    .leftJoin("profiles as p", "p.user_id", "n.author_id")
    .leftJoin("api_keys as k", (join) => join.onRef("k.id", "=", "n.author_key_id").onRef("k.org_id", "=", "n.org_id"))
    .select(["m.note_id", "n.call_id", "n.created_at", "n.author_id", "k.name as key_name"])
    .select(["c.channel", "c.direction", "c.started_at", "a.name as agent_name", ...PARTY])
    .select(nameHere("p", "n", "author_id").as("person_name"))
    .where("m.org_id", "=", ctx.org.id)
    .where("m.user_id", "=", ctx.actor.id)
    .where("m.seen_at", "is", null)
    .where("n.deleted_at", "is", null)
    .orderBy("m.note_id", "desc")
    .limit(SHOWN + 1)
    .execute();
  return {
    data: rows.slice(0, SHOWN).map((row) => {
      const { note_id, call_id, author_id, agent_name, channel, direction } = row;
      const called = { direction, ...partyOf(vault, row) };
      return {
        note_id,
        call_id,
        author_name: author_id ? row.person_name : (row.key_name ?? FORMER_MEMBER),
        created_at: row.created_at.toISOString(),
        call: {
          agent_name,
          channel,
          ...called,
          ...(vault.is_protected && maskCaller(called)),
          started_at: row.started_at.toISOString(),
        },
      };
    }),
    has_more: rows.length > SHOWN,
  };
}
