import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { remember } from "../cache/remember";
import type { DataKey } from "../crypto/data-key";
import { encryptField } from "../crypto/encrypt-field";
import { type KnownDataKey, openDataKeys } from "../crypto/read-data-keys";
import { type FieldAddress, openField } from "../crypto/sealed-field";
import { writingKey } from "../crypto/writing-key";
import { type Tx, withTenant } from "../db/tenant";
import { AppError } from "../errors";

/** What opens and seals the health data of one organization. Lives in memory only. */
export type Vault = {
  orgId: string;
  /** Whether health data is kept encrypted, masked and hidden from viewers. */
  is_protected: boolean;
  viewers_see: boolean;
  /** Newest first; the first one seals. */
  keys: readonly DataKey[];
  /** The key of keyed hashes; null before the organization has kept anything that is found by one. */
  index: { name: string; key: KeyObject } | null;
};

/** A vault that can also seal. */
export type SealingVault = Vault & { sealing: DataKey; index: NonNullable<Vault["index"]> };

const INDEX_KEY_BYTES = 32;
const opened = new WeakMap<Tx, Promise<Vault>>();

/** The vault of the transaction's organization, read once in a transaction. Opens; whoever seals asks `openForSealing`. */
export function openVault({ tx, org }: { tx: Tx; org: { id: string } }): Promise<Vault> {
  const known = opened.get(tx);
  if (known) return known;
  const vault = read(tx, org.id);
  opened.set(tx, vault);
  return vault;
}

/** The same for writing: what is missing of the keys is made in this transaction. Throws `conflict` when they were destroyed. */
export async function openForSealing({ tx, org }: { tx: Tx; org: { id: string } }): Promise<SealingVault> {
  const sealing = await writingKey(tx, org.id);
  let vault = await read(tx, org.id);
  if (vault.index === null) {
    const secret = randomBytes(INDEX_KEY_BYTES).toString("base64url");
    const secret_ciphertext = await encryptField(tx, indexKeyAddress(org.id), secret);
    await tx
      .insertInto("index_keys")
      .values({ org_id: org.id, secret_ciphertext })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    vault = await read(tx, org.id);
  }
  if (vault.index === null) throw new AppError("not_configured", "The key of the search index could not be made.");
  opened.set(tx, Promise.resolve(vault));
  return { ...vault, index: vault.index, sealing };
}

/** The same on the road of deliveries, outside a transaction: remembered for ten seconds in this process, renewed beside the deliveries. */
export function vaultOnTheRoad(orgId: string): Promise<SealingVault> {
  return remember("phi_vaults", orgId, () => withTenant({ orgId }, (tx) => openForSealing({ tx, org: { id: orgId } })));
}

type Row = { is_protected: boolean; viewers_see: boolean; index_key: string | null; data_keys: KnownDataKey[] };

async function read(tx: Tx, orgId: string): Promise<Vault> {
  const { rows } = await sql<Row>`select * from private.phi_vault()`.execute(tx);
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no such organization.");
  const { is_protected, viewers_see, index_key } = row;
  const keys = openDataKeys(orgId, row.data_keys);
  return {
    orgId,
    is_protected,
    viewers_see,
    keys,
    index: index_key === null ? null : openIndex(orgId, keys, index_key),
  };
}

/** The key of keyed hashes, as `index_keys` keeps it. */
export function openIndex(orgId: string, keys: readonly DataKey[], ciphertext: string): NonNullable<Vault["index"]> {
  const secret = Buffer.from(openField(keys, indexKeyAddress(orgId), ciphertext), "base64url");
  if (secret.length !== INDEX_KEY_BYTES)
    throw new AppError("not_configured", "The key of the search index is damaged.");
  return { name: ciphertext.slice(0, 48), key: createSecretKey(secret) };
}

/** Where the key of an organization's keyed hashes is kept. */
export function indexKeyAddress(orgId: string): FieldAddress {
  return { orgId, table: "index_keys", column: "secret_ciphertext", rowId: orgId };
}
