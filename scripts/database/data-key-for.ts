import type postgres from "postgres";
import { type DataKey, makeDataKey, unwrapDataKey, type WrappedDataKey } from "../../lib/crypto/data-key";

/** The data key of an organization, made if it has none: for scripts and tests, which write rows with a connection of their own. */
export async function dataKeyFor(sql: postgres.Sql | postgres.TransactionSql, orgId: string): Promise<DataKey> {
  const made = makeDataKey(orgId, 1);
  await sql`insert into public.data_keys ${sql(made)} on conflict do nothing`;
  const [kept] = await sql<WrappedDataKey[]>`
    select org_id, version, kek_version, wrapped_key from public.data_keys where org_id = ${orgId} order by version desc limit 1`;
  return unwrapDataKey(kept ?? made);
}
