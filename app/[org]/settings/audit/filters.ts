import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsString,
} from "@/app/_ui/data/query-parsers";

const several = parseAsNativeArrayOf(parseAsString);

/** What narrows the audit log, as query parameters of the same names as the API's. */
export const filterParsers = {
  actor_id: several,
  actor_type: several,
  action: several,
  subject_type: several,
  subject_id: parseAsString,
  from: parseAsString,
  to: parseAsString,
};

export type Filters = inferParserType<typeof filterParsers>;

export const loadFilters = createLoader(filterParsers);

const serialize = createSerializer(filterParsers);

/** The filters as a query string without "?"; empty when nothing narrows. */
export function queryOf(filters: Filters): string {
  return serialize(filters).replace(/^\?/, "");
}

/** The API path of the first page. */
export function auditPath(filters: Filters): string {
  const query = queryOf(filters);
  return `/audit-log?limit=50${query ? `&${query}` : ""}`;
}
