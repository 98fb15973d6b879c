import { createLoader, createSerializer, type inferParserType, parseAsNativeArrayOf, parseAsString } from "nuqs/server";

/** The filters of the list as query parameters, the same names as the API's. */
export const filterParsers = {
  agent_id: parseAsNativeArrayOf(parseAsString),
  provider: parseAsNativeArrayOf(parseAsString),
  status: parseAsNativeArrayOf(parseAsString),
  is_billable: parseAsString,
  successful: parseAsString,
  from: parseAsString,
  to: parseAsString,
  number: parseAsString,
};

export type Filters = inferParserType<typeof filterParsers>;

export const loadFilters = createLoader(filterParsers);

const serialize = createSerializer(filterParsers);

/** Whether anything narrows the list. */
export function isFiltered(filters: Filters): boolean {
  return queryOf(filters) !== "";
}

/** The API path of the first page. A number of fewer than three digits does not narrow yet. */
export function callsPath(filters: Filters): string {
  const query = queryOf(filters);
  return `/calls?limit=50${query ? `&${query}` : ""}`;
}

function queryOf(filters: Filters): string {
  const number = filters.number?.replace(/\D/g, "") ?? "";
  return serialize({ ...filters, number: number.length >= 3 ? number : null }).replace(/^\?/, "");
}
