import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsString,
} from "@/app/_ui/data/query-parsers";

/** The filters of the inbox as query parameters, the same names as the API's. */
export const filterParsers = {
  q: parseAsString,
  state: parseAsNativeArrayOf(parseAsString),
  agent_id: parseAsNativeArrayOf(parseAsString),
  provider: parseAsNativeArrayOf(parseAsString),
  source: parseAsNativeArrayOf(parseAsString),
  event_type: parseAsNativeArrayOf(parseAsString),
  vendor_call_id: parseAsString,
};

export type Filters = inferParserType<typeof filterParsers>;

export const loadFilters = createLoader(filterParsers);

const serialize = createSerializer(filterParsers);

/** The filters as a query without its question mark; empty when nothing narrows the list. */
export function filterQuery(filters: Filters): string {
  return serialize({ ...filters, q: filters.q?.trim() || null }).replace(/^\?/, "");
}

/** The API path of the first page. */
export function deliveriesPath(filters: Filters): string {
  const query = filterQuery(filters);
  return `/deliveries?limit=50${query ? `&${query}` : ""}`;
}

/** The same filters as the body of a replay takes them: only what narrows, single values for single names. */
export function filterBody(filters: Filters): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) => {
      if (value === null || value.length === 0) return [];
      return [[name, value] as const];
    }),
  );
}
