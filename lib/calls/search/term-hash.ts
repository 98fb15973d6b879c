import { lookupOf } from "../../crypto/lookup";

const HEX_DIGITS = 13;
const REMEMBERED = 20_000;
const known = new Map<string, number>();

/**
 * A term as the index keeps it: 52 bits of a keyed hash, different in every organization, so that the index tells nobody
 * what was said and a search still is an equality. @returns an integer below 2^52
 */
export function termHash(orgId: string, term: string): number {
  const key = `${orgId}\n${term}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const hash = Number.parseInt(lookupOf("search_term", key).slice(0, HEX_DIGITS), 16);
  // Backfilling meets the same words again and again.
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, hash);
  return hash;
}
