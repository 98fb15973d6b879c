import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { type DataKey, unwrapDataKey, type WrappedDataKey } from "./data-key";

/** What the narrow door tells of the data keys of the transaction's organization, newest first. A destroyed one has no `wrapped_key`. */
export type KnownDataKey = Omit<WrappedDataKey, "org_id" | "wrapped_key"> & { wrapped_key: string | null };

/** The door itself. */
export async function knownDataKeys(tx: Tx): Promise<KnownDataKey[]> {
  const { rows } = await sql<KnownDataKey>`select version, kek_version, wrapped_key from private.data_keys()`.execute(
    tx,
  );
  return rows;
}

/** The open data keys of the transaction's organization, newest first; those that the environment's keys do not open are left out. */
export async function readDataKeys(tx: Tx, orgId: string): Promise<DataKey[]> {
  return openDataKeys(orgId, await knownDataKeys(tx));
}

/** Opens what the door told. Destroyed keys and those that do not open are left out: what they sealed says so when it is read. */
export function openDataKeys(orgId: string, known: readonly KnownDataKey[]): DataKey[] {
  return known.flatMap(({ wrapped_key, ...row }) => {
    try {
      return wrapped_key === null ? [] : [unwrapDataKey({ ...row, org_id: orgId, wrapped_key })];
    } catch {
      return [];
    }
  });
}
