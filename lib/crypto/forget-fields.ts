import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { windowEnd } from "../db/window-end";
import type { EncryptedColumn } from "./encrypted-columns";
import { isBetween } from "./move-fields";
import { knownDataKeys } from "./read-data-keys";

/**
 * Overwrites what lies directly under a key of the environment (from before data keys) in a column's next window, in an
 * organization whose data keys are destroyed: the rest can be read no more, and this would be. What stands there afterwards
 * names a destroyed key. Throws while the data keys are not destroyed.
 * @param after the row to begin after; null for the first
 * @returns the row to go on after, null when the column is done
 */
export async function forgetFields(
  tx: Tx,
  orgId: string,
  of: EncryptedColumn,
  after: string | null,
): Promise<string | null> {
  const known = await knownDataKeys(tx);
  const [newest] = known;
  if (!newest || known.some(({ wrapped_key }) => wrapped_key !== null))
    throw new Error("the data keys of this organization are not destroyed");
  const last = await windowEnd(tx, { orgId, table: of.table, rowId: of.row_id, after });
  const column = sql.ref(`t.${of.column}`);
  const gone = `v2.${newest.version}.gone`;
  const lies = (text: ReturnType<typeof sql>) => sql<boolean>`left(${text}, 3) = 'v1.'`;
  const [found, anew] = of.is_map
    ? [
        sql<boolean>`exists (select from jsonb_each_text(${column}) e where ${lies(sql`e.value`)})`,
        sql`(select jsonb_object_agg(e.key, case when ${lies(sql`e.value`)} then ${gone}::text else e.value end)
          from jsonb_each_text(${column}) e)`,
      ]
    : [lies(sql`${column}`), sql`${gone}::text`];
  await sql`
    update ${sql.table(of.table)} t set ${sql.ref(of.column)} = ${anew}
    where t.org_id = ${orgId} and ${found} and ${isBetween(of, after, last)}`.execute(tx);
  return last;
}
