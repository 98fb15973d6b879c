import { sql } from "kysely";
import type { Context } from "../../auth/context";
import { ANALYSIS, analysisOf, METADATA, metadataOf } from "../../phi/call-values";
import { TRANSCRIPT, turnsOf } from "../../phi/transcript";
import { openForSealing } from "../../phi/vault";
import { termHash } from "./term-hash";
import { termsOfCall, toolsOf } from "./terms-of-call";

/**
 * Writes what calls are found by, for those of `ids` that have ended. Doing it again changes nothing.
 * @param ids at most a few hundred
 * @returns how many calls were written or renewed
 */
export async function indexCalls(ctx: Context, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const vault = await openForSealing(ctx);
  const rows = await ctx.tx
    .selectFrom("calls as c")
    .leftJoin("transcripts as t", (join) => join.onRef("t.call_id", "=", "c.id").onRef("t.org_id", "=", "c.org_id"))
    .select(["c.id", "c.started_at", "c.agent_id", "c.direction", "c.disconnection_reason", "c.sentiment"])
    .select(["c.successful", "c.voicemail", "c.duration_ms", "c.latency_p50_ms", "c.cost_micros"])
    .select([...ANALYSIS, ...METADATA, ...TRANSCRIPT])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "in", ids)
    .where(sql<boolean>`c.status not in ('registered', 'ringing', 'in_progress')`)
    .orderBy("c.id")
    .execute();
  const entries = rows.map((row) => {
    const turns = turnsOf(vault, row);
    const { custom_analysis } = analysisOf(vault, row);
    const { id, started_at, duration_ms, latency_p50_ms, cost_micros } = row;
    const told = { ...row, ...metadataOf(vault, row), custom_analysis };
    const terms = [...new Set(termsOfCall(told, turns).map((each) => termHash(vault, each)))];
    return { id, started_at, duration_ms, latency_p50_ms, cost_micros, tools: toolsOf(turns), terms };
  });
  const written = await sql<{ call_id: string }>`
    insert into call_search as s (org_id, call_id, started_at, duration_ms, latency_p50_ms, cost_micros, tools, terms)
    select ${ctx.org.id}::uuid, e.id, e.started_at, e.duration_ms, e.latency_p50_ms, e.cost_micros, e.tools,
      array(select (private.week_of(e.started_at)::bigint << 52) | term from unnest(e.terms) term)
    from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) as e(
      id uuid, started_at timestamptz, duration_ms integer, latency_p50_ms integer, cost_micros bigint, tools text[], terms bigint[]
    )
    order by e.id
    on conflict (org_id, call_id) do update set
      started_at = excluded.started_at, duration_ms = excluded.duration_ms, latency_p50_ms = excluded.latency_p50_ms,
      cost_micros = excluded.cost_micros, tools = excluded.tools, terms = excluded.terms, indexed_at = clock_timestamp()
    where (s.started_at, s.duration_ms, s.latency_p50_ms, s.cost_micros, s.tools, s.terms)
      is distinct from (excluded.started_at, excluded.duration_ms, excluded.latency_p50_ms, excluded.cost_micros, excluded.tools, excluded.terms)
    returning s.call_id`.execute(ctx.tx);
  return written.rows.length;
}
