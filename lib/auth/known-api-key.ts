import { remember } from "../cache/remember";
import { type EnteredKey, whoseKey } from "../db/tenant";

/**
 * Which key and organization a program's request will be counted for, before its transaction begins. Remembered for ten
 * seconds in this process, and good for counting only: whether the key is accepted is asked of the database every time.
 * Throws `unauthenticated` for a key that is not accepted; those are not remembered.
 */
export function knownApiKey(hash: string): Promise<Pick<EnteredKey, "key_id" | "org" | "requests_per_minute">> {
  return remember("api_keys", hash, () => whoseKey(hash));
}
