import type { CallFilter } from "../schemas";
import { parseSearch } from "./parse-search";
import { type Figure, rangeTerms, term } from "./terms-of-call";

/** The terms a filter asks of a call: of each group at least one. */
export type FilterTerms = {
  groups: string[][];
  /** Words, tools and analysed fields are known to the index alone; everything else can also be read from the call. */
  index_only: boolean;
};

/** What the index can answer of a filter; no groups when it has nothing to say. */
export function termsOfFilter(filter: CallFilter): FilterTerms {
  const { provider, direction, disconnection_reason, sentiment, outcome, successful, tool, field, search } = filter;
  const told = [
    provider?.map(term.provider),
    direction?.map(term.direction),
    disconnection_reason?.map(term.reason),
    sentiment?.map(term.sentiment),
    outcome?.map(term.outcome),
    successful === undefined ? undefined : [term.successful(successful)],
    rangeGroup("duration_ms", filter.min_duration_ms, filter.max_duration_ms),
    rangeGroup("latency_p50_ms", filter.min_latency_p50_ms, filter.max_latency_p50_ms),
    rangeGroup("cost_micros", filter.min_cost_micros, filter.max_cost_micros),
  ];
  const hidden = [
    tool?.map(term.tool),
    ...(field ?? []).map((each) => [fieldTerm(each)]),
    ...(search === undefined ? [] : parseSearch(search).stems.map((stem) => [term.word(stem)])),
  ];
  const present = (groups: (string[] | undefined)[]) =>
    groups.filter((group): group is string[] => Boolean(group?.length));
  const groups = [...present(hidden), ...present(told)];
  // Agents have an index of their own; beside other terms theirs narrows the search as well.
  if (groups.length > 0 && filter.agent_id) groups.push(filter.agent_id.map(term.agent));
  return { groups, index_only: present(hidden).length > 0 };
}

function rangeGroup(figure: Figure, min: number | undefined, max: number | undefined): string[] | undefined {
  return min === undefined && max === undefined ? undefined : rangeTerms(figure, min, max);
}

function fieldTerm(text: string): string {
  const at = text.indexOf(":");
  return at === -1 ? term.field(text) : term.field(text.slice(0, at), text.slice(at + 1).trim());
}
