import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsString,
  readQuery,
} from "@/app/_ui/data/query-parsers";

const several = parseAsNativeArrayOf(parseAsString);

/** What narrows and orders the list, as query parameters of the same names as the API's. */
export const filterParsers = {
  search: parseAsString,
  number: parseAsString,
  from: parseAsString,
  to: parseAsString,
  agent_id: several,
  provider: several,
  direction: several,
  status: several,
  outcome: several,
  disconnection_reason: several,
  sentiment: several,
  is_billable: parseAsString,
  successful: parseAsString,
  contained: parseAsString,
  review: parseAsString,
  min_duration_ms: parseAsString,
  max_duration_ms: parseAsString,
  min_latency_p50_ms: parseAsString,
  max_latency_p50_ms: parseAsString,
  min_cost_micros: parseAsString,
  max_cost_micros: parseAsString,
  tool: several,
  field: several,
  sort: parseAsString,
  numbers: parseAsString,
};

export type Filters = inferParserType<typeof filterParsers>;
export type FilterName = keyof Filters;

export const loadFilters = createLoader(filterParsers);

const serialize = createSerializer(filterParsers);

export const NEWEST_FIRST = "-started_at";

/** Whether anything narrows the list; its order, and whether numbers are shown whole, do not. */
export function isFiltered(filters: Filters): boolean {
  return queryOf({ ...filters, sort: null, numbers: null }) !== "";
}

/** The API path of the first page. */
export function callsPath(filters: Filters): string {
  const query = queryOf(filters);
  return `/calls?limit=50${query ? `&${query}` : ""}`;
}

/** The filters as a query string without "?". A number of fewer than three digits does not narrow yet. */
export function queryOf(filters: Filters): string {
  const number = filters.number?.replace(/\D/g, "") ?? "";
  return serialize({
    ...filters,
    search: filters.search?.trim() || null,
    number: number.length >= 3 ? number : null,
    sort: filters.sort === NEWEST_FIRST ? null : filters.sort,
  }).replace(/^\?/, "");
}

/** The filters a query string means. */
export function filtersOf(query: string): Filters {
  return readQuery(filterParsers, new URLSearchParams(query));
}
