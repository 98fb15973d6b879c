import type { Turn, Word } from "@/lib/voice/provider";
import { database } from "./database";
import { insertCall } from "./insert-call";

export const LONG_CALL_TURNS = 1_500;
const TURN_MS = 4_800;
const WORDS =
  "well I have been thinking about the treatment plan and would rather know what it costs before we go on with it".split(
    " ",
  );
const RARE = "marigold";
const RARE_AT = [3, 700, 1_100, LONG_CALL_TURNS - 2];

/** A call of two hours with every word timed. `rare`: the turns in which "marigold" was said. */
export async function insertLongCall(agent: {
  id: string;
  org_id: string;
  provider: "retell" | "vapi";
}): Promise<{ id: string; rare: readonly number[] }> {
  const duration_ms = LONG_CALL_TURNS * TURN_MS;
  const { id } = await insertCall(agent, { duration_ms, started_at: new Date(Date.now() - duration_ms) });
  const turns = Array.from({ length: LONG_CALL_TURNS }, (_, at) => turnAt(at));
  const row = { org_id: agent.org_id, call_id: id, version: "3", turns: JSON.stringify(turns) };
  const sql = database();
  await sql`
    insert into public.transcripts (org_id, call_id, version, turns)
    values (${row.org_id}, ${row.call_id}, ${row.version}, ${row.turns}::text::jsonb)`;
  return { id, rare: RARE_AT };
}

function turnAt(at: number): Turn {
  const start_ms = at * TURN_MS;
  const texts = RARE_AT.includes(at) ? [...WORDS.slice(0, 9), RARE, ...WORDS.slice(9)] : WORDS.slice(0, 8 + (at % 14));
  const words: Word[] = texts.map((text, index) => ({
    text,
    start_ms: start_ms + index * 200,
    end_ms: start_ms + index * 200 + 180,
  }));
  return {
    role: at % 2 === 0 ? "agent" : "caller",
    text: texts.join(" "),
    start_ms,
    end_ms: words.at(-1)?.end_ms ?? start_ms,
    words,
  };
}
