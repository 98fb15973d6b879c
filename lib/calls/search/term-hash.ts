import { blindIndex } from "../../phi/blind-index";
import type { SealingVault, Vault } from "../../phi/vault";

const REMEMBERED = 20_000;
const known = new Map<string, number>();

/**
 * A term as the index keeps it: 52 bits of a hash under the organization's own key, so that the index tells nobody what was
 * said and a search still is an equality. @returns an integer below 2^52; null where nothing was indexed yet
 */
export function termHash(vault: Pick<SealingVault, "index">, term: string): number;
export function termHash(vault: Pick<Vault, "index">, term: string): number | null;
export function termHash(vault: Pick<Vault, "index">, term: string): number | null {
  const key = `${vault.index?.name}\n${term}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const hash = blindIndex(vault, "term", term);
  if (hash === null) return null;
  // Backfilling meets the same words again and again.
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, hash);
  return hash;
}
