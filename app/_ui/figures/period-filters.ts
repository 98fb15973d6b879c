import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsString,
} from "@/app/_ui/data/query-parsers";
import type { PeriodFigures } from "@/lib/analytics/read-figures";

/** Period and filters of figures as query parameters, the same names as the API's and as those of the list of calls. */
export const periodParsers = {
  range: parseAsString,
  from: parseAsString,
  to: parseAsString,
  agent_id: parseAsNativeArrayOf(parseAsString),
  provider: parseAsNativeArrayOf(parseAsString),
  direction: parseAsNativeArrayOf(parseAsString),
  is_billable: parseAsString,
};

export type PeriodFilters = inferParserType<typeof periodParsers>;

export const NO_FILTERS: PeriodFilters = {
  ...{ range: null, from: null, to: null, is_billable: null },
  ...{ agent_id: [], provider: [], direction: [] },
};

export const loadPeriodFilters = createLoader(periodParsers);

/** Period and filters as a query string, with its "?". */
export const periodQuery = createSerializer(periodParsers);

/** The API path of the figures. Days of the address hold before a named range; one alone means since or until that day. */
export function figuresPath(filters: PeriodFilters): string {
  return `/figures${periodQuery({ ...filters, ...spanOf(filters) })}`;
}

/** The period of an address as it is asked for elsewhere. */
export function spanOf({ range, from, to }: PeriodFilters): Pick<PeriodFilters, "range" | "from" | "to"> {
  return { range: from || to ? null : range, from, to };
}

/**
 * The calls behind a figure: same days, same filters, and what the figure itself counts.
 * @returns null where the filters leave out all that it counts: of test calls none is billable, and nothing is opened
 */
export function callsBehindFigure(
  slug: string,
  period: Days,
  filters: PeriodFilters,
  door: Record<string, string>,
): string | null {
  if (filters.is_billable && door.is_billable && filters.is_billable !== door.is_billable) return null;
  return callsBehind(slug, period, filters, door);
}

type Days = Pick<PeriodFigures["period"], "from" | "to">;

const HOUR_MS = 3_600_000;

/** The span of an hour as a list of calls is narrowed to it. @param start its first moment, ISO 8601 */
export function hourFrom(start: string): Days {
  return { from: start, to: new Date(Date.parse(start) + HOUR_MS).toISOString() };
}

/** The calls behind one bar of a chart: of its hour where the bars are hours, else of its day. */
export function callsBehindBin(
  slug: string,
  { day, starts_at }: Pick<PeriodFigures["bins"][number], "day" | "starts_at">,
  filters: PeriodFilters,
): string {
  return callsBehind(slug, starts_at === null ? { from: day, to: day } : hourFrom(starts_at), filters);
}

/** The calls of some days, or between two instants, that pass the filters, and what `door` adds to them. */
export function callsBehind(
  slug: string,
  period: Days,
  filters: PeriodFilters,
  door: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ from: period.from, to: period.to });
  for (const name of ["agent_id", "provider", "direction"] as const) {
    for (const value of filters[name]) query.append(name, value);
  }
  if (filters.is_billable) query.set("is_billable", filters.is_billable);
  for (const [name, value] of Object.entries(door)) query.set(name, value);
  return `/${slug}/calls?${query}`;
}
