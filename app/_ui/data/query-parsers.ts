/**
 * State that lives in the address, read and written alike by server and browser. The names are those of `nuqs`, whose
 * ten kilobytes every page would have to carry for texts and lists of texts.
 */

/** How one query parameter is read (all its values, none when absent) and written (none leaves it out). */
export type Parser<Value> = {
  read(found: readonly string[]): Value;
  write(value: Value): readonly string[];
};

// A method's parameter is compared both ways, so every parser is one of these.
export type Parsers = Readonly<Record<string, Parser<unknown>>>;

/** The values that a set of parsers reads. */
export type inferParserType<All extends Parsers> = {
  -readonly [Name in keyof All]: All[Name] extends Parser<infer Value> ? Value : never;
};

/** What changes: null takes a name out, names left out stay. */
export type QueryChange<All extends Parsers> = {
  [Name in keyof All]?: inferParserType<All>[Name] | null | undefined;
};

/** What Next.js gives a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** One text; absent is null, or with a default that, which is left out of the address. */
export const parseAsString = {
  read: (found: readonly string[]): string | null => found[0] ?? null,
  write: (value: string | null): readonly string[] => (value === null ? [] : [value]),
  withDefault: (standard: string): Parser<string> => ({
    read: (found) => found[0] ?? standard,
    write: (value) => (value === standard ? [] : [value]),
  }),
};

/** Several texts under a repeated name (`?agent=a&agent=b`); absent is none. */
export function parseAsNativeArrayOf(_: typeof parseAsString): Parser<string[]> {
  return { read: (found) => [...found], write: (value) => value };
}

/** Reads an address: all values of each name. */
export function readQuery<All extends Parsers>(parsers: All, query: URLSearchParams): inferParserType<All> {
  const entries = Object.entries(parsers).map(([name, parser]) => [name, parser.read(query.getAll(name))]);
  return Object.fromEntries(entries) as inferParserType<All>;
}

/** A copy of an address with a change written into it. */
export function writeQuery<All extends Parsers>(
  parsers: All,
  query: URLSearchParams,
  change: QueryChange<All>,
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, parser] of Object.entries(parsers)) {
    const value = change[name];
    if (value === undefined) continue;
    next.delete(name);
    if (value !== null) for (const each of parser.write(value)) next.append(name, each);
  }
  return next;
}

/** Reads the search parameters of a page. */
export function createLoader<All extends Parsers>(parsers: All) {
  return async (searchParams: Promise<SearchParams>): Promise<inferParserType<All>> => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(await searchParams))
      for (const each of [value ?? []].flat()) query.append(name, each);
    return readQuery(parsers, query);
  };
}

/** Writes values as a query with its question mark; empty when nothing differs from an empty address. */
export function createSerializer<All extends Parsers>(parsers: All) {
  return (values: QueryChange<All>): string => {
    const query = writeQuery(parsers, new URLSearchParams(), values).toString();
    return query ? `?${query}` : "";
  };
}
