/**
 * Reads the entries of a conversation field by field, as loosely as the schemas of `./loose`: a field of the wrong type
 * counts as missing. Written by hand because a schema makes several objects for every field, and a conversation has
 * hundreds of entries.
 */
export type Entry = Readonly<Record<string, unknown>>;

const LONGEST_SHORT_TEXT = 200;

/** What may be read of a list: its objects. */
export function entriesIn(list: unknown): Entry[] {
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textIn(entry: Entry, name: string): string | undefined {
  const value = entry[name];
  return typeof value === "string" ? value : undefined;
}

/** A role, a name, an id: without surrounding space; empty or endless counts as missing. */
export function shortTextIn(entry: Entry, name: string): string | undefined {
  const value = textIn(entry, name)?.trim();
  return value && value.length <= LONGEST_SHORT_TEXT ? value : undefined;
}

export function numberIn(entry: Entry, name: string): number | undefined {
  const value = entry[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function flagIn(entry: Entry, name: string): boolean | undefined {
  const value = entry[name];
  return typeof value === "boolean" ? value : undefined;
}
