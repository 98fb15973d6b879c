import type { Context } from "../auth/context";
import { ANALYSIS, analysisOf, METADATA, metadataOf } from "../phi/call-values";
import { seesPhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { fieldsOfCall } from "./search/terms-of-call";

/** What the filters of this organization can be set to, from its newest calls. */
export type FilterValues = {
  /** The vendors' own words, most frequent first. */
  disconnection_reasons: string[];
  tools: string[];
  /** Answers of the analysis, and what was attached to calls below `metadata.`; `values` only where a few of them repeat. */
  fields: { key: string; values: string[] }[];
};

const NEWEST = 2000;
const FEW = 12;
const SHOWN = 40;

/** Reads what the newest 2,000 calls hold, so the answer costs the same in every organization. */
export async function filterValues(ctx: Context): Promise<FilterValues> {
  const vault = await openVault(ctx);
  const calls = await ctx.tx
    .selectFrom("calls as c")
    .leftJoin("call_search as s", (join) => join.onRef("s.call_id", "=", "c.id").onRef("s.org_id", "=", "c.org_id"))
    .select(["c.disconnection_reason", "s.tools", ...ANALYSIS, ...METADATA])
    .where("c.org_id", "=", ctx.org.id)
    .orderBy("c.started_at", "desc")
    .limit(NEWEST)
    .execute();
  const fields = new Map<string, Map<string | null, number>>();
  const told = seesPhi(ctx, vault) ? calls : [];
  for (const [key, value] of told.flatMap((call) =>
    fieldsOfCall({ ...analysisOf(vault, call), ...metadataOf(vault, call) }),
  )) {
    const values = fields.get(key) ?? new Map<string | null, number>();
    fields.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  }
  return {
    disconnection_reasons: byFrequency(calls.flatMap((call) => call.disconnection_reason ?? [])),
    tools: byFrequency(calls.flatMap((call) => call.tools ?? [])),
    fields: [...fields]
      .slice(0, SHOWN)
      .map(([key, values]) => ({ key, values: few(values) ? mostFrequent(values) : [] })),
  };
}

// Where one answer is a whole text, the others are no choice either.
function few(values: ReadonlyMap<string | null, number>): values is ReadonlyMap<string, number> {
  return values.size <= FEW && !values.has(null);
}

function byFrequency(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return mostFrequent(counts).slice(0, SHOWN);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}
