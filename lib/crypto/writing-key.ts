import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { AppError } from "../errors";
import { type DataKey, makeDataKey } from "./data-key";
import { type KnownDataKey, knownDataKeys, openDataKeys } from "./read-data-keys";
import { unreadable } from "./sealed-field";

/**
 * The newest data key of the transaction's organization, made with the first value that needs one. Read in the caller's own
 * transaction and never remembered from there: a key that a rollback takes back must not have encrypted anything.
 */
export async function writingKey(tx: Tx, orgId: string): Promise<DataKey> {
  const known = await knownDataKeys(tx);
  if (known.length === 0) await addDataKey(tx, orgId, known);
  const [newest] = known.length === 0 ? await knownDataKeys(tx) : known;
  if (newest?.wrapped_key === null) {
    throw new AppError(
      "conflict",
      "The data key of this organization was destroyed: nothing can be kept encrypted for it.",
    );
  }
  const [key] = newest ? openDataKeys(orgId, [newest]) : [];
  if (!key) throw unreadable();
  return key;
}

/** Adds the data key after those known; whoever adds the same one meanwhile wins, and both use that. */
export async function addDataKey(tx: Tx, orgId: string, known: readonly KnownDataKey[]): Promise<void> {
  const next = makeDataKey(orgId, (known[0]?.version ?? 0) + 1);
  await sql`select private.add_data_key(${next.version}, ${next.kek_version}, ${next.wrapped_key})`.execute(tx);
}
