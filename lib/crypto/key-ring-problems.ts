import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { unwrapDataKey, type WrappedDataKey } from "./data-key";
import { hasKeyVersion } from "./key-ring";

/**
 * What is wrong with the environment's key-encryption keys for this database: a version that wraps data keys is missing, or
 * is another key than the one that wrapped them. A few data keys of each version are tried, so that one altered row is not
 * taken for a wrong key. Asked as an operator.
 */
export async function keyRingProblems(tx: Tx): Promise<string[]> {
  const { rows } = await SAMPLES.execute(tx);
  return [...Map.groupBy(rows, (row) => row.kek_version)].flatMap(([version, samples]) => {
    if (!hasKeyVersion(version)) return [`has no key of version ${version}, and data keys are wrapped by it`];
    if (samples.some(opens)) return [];
    return [`holds another key of version ${version} than the one that wrapped the data keys`];
  });
}

function opens(row: WrappedDataKey): boolean {
  try {
    return unwrapDataKey(row).version === row.version;
  } catch {
    return false;
  }
}

// Leaps from version to version along the index: as many steps as there are versions, however many organizations.
const SAMPLES = sql<WrappedDataKey>`
  with recursive versions as (
    (select kek_version from data_keys where wrapped_key is not null order by kek_version limit 1)
    union all
    select (select k.kek_version from data_keys k where k.wrapped_key is not null and k.kek_version > v.kek_version order by 1 limit 1)
    from versions v where v.kek_version is not null
  )
  select s.org_id, s.version, s.kek_version, s.wrapped_key
  from versions v
  cross join lateral (select * from data_keys k where k.wrapped_key is not null and k.kek_version = v.kek_version limit 3) s`;
