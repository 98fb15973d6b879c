import { sql } from "kysely";
import type { Context } from "../../auth/context";
import { openVault } from "../../phi/vault";
import { arrayOfIds } from "../calls-at";
import type { CallPlace } from "../cursor";
import { filteredCalls, spanOf } from "../filtered-calls";
import type { CallFilter } from "../schemas";
import { parseSearch } from "./parse-search";
import { readPhrases } from "./read-phrases";
import { termHash } from "./term-hash";
import { termsOfFilter } from "./terms-of-filter";

const FIRST_LOOK = 200;
const LARGEST_LOOK = 2000;
/** Calls one request looks at before it answers with what it has. */
const MOST_LOOKED_AT = 10_000;
/** Phrases are read in the transcripts themselves. */
const FIRST_READ = 80;
const MOST_READ = 400;

export type SearchStep = {
  found: CallPlace[];
  /** Where to go on when the search stopped before it had enough; null when there is nothing more. */
  resume: CallPlace | null;
};

/**
 * The calls that a filter's words, tools, fields and classes find, in the order of their start: candidates from the index
 * of keyed terms, each held against its own row, phrases against what was said. The index alone knows how words are kept.
 * @param options.after the place to go on from, exclusive; `since` narrows beyond the filter
 */
export async function searchTranscripts(
  ctx: Context,
  filter: CallFilter,
  options: { after: CallPlace | null; before?: Date | undefined; oldestFirst: boolean; want: number },
): Promise<SearchStep> {
  const { oldestFirst, want } = options;
  const phrases = filter.search === undefined ? [] : parseSearch(filter.search).phrases;
  const most = phrases.length > 0 ? MOST_READ : MOST_LOOKED_AT;
  const found: CallPlace[] = [];
  let after = options.after;
  let looked = 0;
  const first = phrases.length > 0 ? FIRST_READ : Math.max(FIRST_LOOK, want);
  for (let look = first; looked < most; look = Math.min(look * 3, LARGEST_LOOK)) {
    const size = Math.min(look, most - looked);
    const candidates = await candidatesAfter(ctx, filter, { after, before: options.before, oldestFirst, size });
    looked += candidates.length;
    after = candidates.at(-1) ?? after;
    const fitting = await fittingRows(ctx, filter, candidates);
    const said = phrases.length > 0 ? await readPhrases(ctx, fitting, phrases) : fitting;
    found.push(...said);
    if (found.length >= want) return { found: found.slice(0, want), resume: found[want - 1] ?? null };
    if (candidates.length < size) return { found, resume: null };
  }
  return { found, resume: after };
}

async function candidatesAfter(
  ctx: Context,
  filter: CallFilter,
  at: { after: CallPlace | null; before: Date | undefined; oldestFirst: boolean; size: number },
): Promise<CallPlace[]> {
  const { since, until } = spanOf(ctx, filter);
  const vault = await openVault(ctx);
  // Without a key nothing was indexed, and nothing is found.
  const hashed = termsOfFilter(filter).groups.map((group) => group.map((term) => termHash(vault, term) ?? 0));
  const single = hashed.flatMap((group) => (group.length === 1 ? group : []));
  const several = hashed.filter((group) => group.length > 1);
  const end = at.before ? sql`least(${until ?? null}, ${at.before}::timestamptz)` : sql`${until ?? null}`;
  const { rows } = await sql<{ call_id: string; started_at: Date }>`
    select call_id, started_at from private.calls_with_terms(
      ${arrayOf(single)}::bigint[], ${tableOf(several)}::bigint[], ${since ?? null}::timestamptz, (${end})::timestamptz,
      ${at.after?.started_at ?? null}::timestamptz, ${at.after?.id ?? null}::uuid, ${at.oldestFirst}, ${at.size}
    )`.execute(ctx.tx);
  return rows.map(({ call_id, started_at }) => ({ id: call_id, started_at }));
}

const arrayOf = (values: readonly number[]) => `{${values.join(",")}}`;

// Arrays of arrays are rectangles in Postgres: short groups repeat a term.
function tableOf(groups: readonly number[][]): string {
  const width = Math.max(0, ...groups.map((group) => group.length));
  const rows = groups.map((group) =>
    arrayOf(Array.from({ length: width }, (_, index) => group[index % group.length] ?? 0)),
  );
  return `{${rows.join(",")}}`;
}

/** Those of the candidates that the call's own row confirms, in their order. */
async function fittingRows(ctx: Context, filter: CallFilter, candidates: readonly CallPlace[]): Promise<CallPlace[]> {
  if (candidates.length === 0) return [];
  const ids = arrayOfIds(candidates);
  const rows = await filteredCalls(ctx, filter)
    .select("c.id")
    .where(sql<boolean>`c.id = any(${ids}::uuid[])`)
    .execute();
  const fitting = new Set(rows.map(({ id }) => id));
  return candidates.filter(({ id }) => fitting.has(id));
}
