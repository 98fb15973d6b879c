/**
 * Reads what a delivery holds field by field, as loosely as the schemas of `./loose`: a field of the wrong type counts as
 * missing. Written by hand because a schema makes several objects for every field of every delivery, there or not.
 */
export type Entry = Readonly<Record<string, unknown>>;

const LONGEST_SHORT_TEXT = 200;
/** Instants outside these are not believed. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1);
export const LATEST_MS = Date.UTC(2100, 0, 1);

/** What may be read of a list: its objects. */
export function entriesIn(list: unknown): Entry[] {
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textIn(entry: Entry, name: string): string | undefined {
  const value = entry[name];
  return typeof value === "string" ? value : undefined;
}

/** Without surrounding space; empty counts as missing. */
export function trimmedTextIn(entry: Entry, name: string): string | undefined {
  return textIn(entry, name)?.trim() || undefined;
}

/** A role, a name, an id: without surrounding space; empty or endless counts as missing. */
export function shortTextIn(entry: Entry, name: string): string | undefined {
  const value = trimmedTextIn(entry, name);
  return value && value.length <= LONGEST_SHORT_TEXT ? value : undefined;
}

export function oneOfIn<const T extends string>(entry: Entry, name: string, known: readonly T[]): T | undefined {
  return known.find((value) => value === entry[name]);
}

export function numberIn(entry: Entry, name: string): number | undefined {
  const value = entry[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A span of time that fits the database's integer of milliseconds. */
export function millisecondsIn(entry: Entry, name: string): number | undefined {
  return roundWithin(0, 2_147_483_647, numberIn(entry, name));
}

/** Unix milliseconds of a believable instant. */
export function unixMsIn(entry: Entry, name: string): number | undefined {
  return roundWithin(EARLIEST_MS, LATEST_MS, numberIn(entry, name));
}

function roundWithin(least: number, most: number, value: number | undefined): number | undefined {
  return value !== undefined && value >= least && value <= most ? Math.round(value) : undefined;
}

export function recordIn(entry: Entry, name: string): Entry | undefined {
  const value = entry[name];
  return isEntry(value) ? value : undefined;
}

export function flagIn(entry: Entry, name: string): boolean | undefined {
  const value = entry[name];
  return typeof value === "boolean" ? value : undefined;
}
