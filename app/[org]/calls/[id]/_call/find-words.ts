import { isSpoken, type Line } from "./conversation-timeline";

/** A place where something was said: index of the line, and of the occurrence in it. */
export type Found = { line: number; occurrence: number };

/**
 * Spelling that no listener hears: case, accents, and the marks that a phone's keyboard makes of ' and ". Each character keeps
 * its place.
 */
export function asHeard(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, unaccented).toLowerCase();
}

const MARKS: Readonly<Record<string, string>> = { "‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"' };

function unaccented(character: string): string {
  const [base = "", ...others] = character.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return MARKS[character] ?? (base && others.length === 0 ? base : character);
}

/** The same, and any space is one. */
export function plain(text: string): string {
  return asHeard(text).replaceAll(/\s+/g, " ");
}

/** Every place where `wanted` was said, in order; nothing for a search without a letter. */
export function findWords(lines: readonly Line[], wanted: string): Found[] {
  const needle = plain(wanted).trim();
  if (needle === "") return [];
  return lines.flatMap((line, index) =>
    isSpoken(line.turn)
      ? occurrences(plain(line.turn.text), needle).map((_, occurrence) => ({ line: index, occurrence }))
      : [],
  );
}

/** Where `needle` begins in `text`, without overlaps. */
export function occurrences(text: string, needle: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) places.push(at);
  return places;
}
