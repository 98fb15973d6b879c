import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { sealField } from "../../lib/crypto/sealed-field";
import { indexKeyAddress, openIndex, type SealingVault } from "../../lib/phi/vault";
import { dataKeyFor } from "./data-key-for";

/** What seals the health data of an organization, made if it is missing: for scripts and tests, which write rows with a connection of their own. */
export async function vaultFor(sql: postgres.Sql | postgres.TransactionSql, orgId: string): Promise<SealingVault> {
  const sealing = await dataKeyFor(sql, orgId);
  const made = sealField(sealing, indexKeyAddress(orgId), randomBytes(32).toString("base64url"));
  await sql`insert into public.index_keys ${sql({ org_id: orgId, secret_ciphertext: made })} on conflict do nothing`;
  const [row] = await sql<{ is_protected: boolean; viewers_see: boolean; index_key: string }[]>`
    select o.phi_protection as is_protected, o.viewers_see_phi as viewers_see, i.secret_ciphertext as index_key
    from public.organizations o join public.index_keys i on i.org_id = o.id where o.id = ${orgId}`;
  if (!row) throw new Error("There is no such organization");
  const { is_protected, viewers_see, index_key } = row;
  return { orgId, is_protected, viewers_see, keys: [sealing], sealing, index: openIndex(orgId, [sealing], index_key) };
}
