import type postgres from "postgres";
import { analysisOf, metadataOf, partyOf, recordingOf } from "@/lib/phi/call-values";
import { turnsOf } from "@/lib/phi/transcript";
import { vaultFor } from "../../scripts/database/vault-for";
import { database } from "./database";

type Row = Record<string, unknown>;
type Sealed = Parameters<typeof partyOf>[1] &
  Parameters<typeof analysisOf>[1] &
  Parameters<typeof recordingOf>[1] &
  Parameters<typeof metadataOf>[1] &
  Parameters<typeof turnsOf>[1];

/** A row of `calls` with what was sealed in it opened, and without the columns that say how it was kept; `turns` of a joined transcript. */
export async function openedCall(sql: postgres.Sql, orgId: string, row: Row): Promise<Row> {
  const vault = await vaultFor(sql, orgId);
  const sealed = row as Sealed;
  const columns = Object.entries(row).filter(
    ([name]) => !/_ciphertext$|_index$|^caller_number|^fragments$|^version$/.test(name),
  );
  return {
    ...Object.fromEntries(columns),
    ...partyOf(vault, sealed),
    ...analysisOf(vault, sealed),
    ...recordingOf(vault, sealed),
    ...metadataOf(vault, sealed),
    ...("turns" in row ? { turns: row.turns === null ? null : turnsOf(vault, sealed) } : {}),
  };
}

/** A call of an organization as it reads, whatever is sealed of it. */
export async function callAsRead(orgId: string, id: string): Promise<Row> {
  const [row] = await database()`
    select c.*, t.turns, t.turns_ciphertext, t.fragments, t.fragments_ciphertext, t.version
    from public.calls c left join public.transcripts t on t.call_id = c.id where c.org_id = ${orgId} and c.id = ${id}`;
  if (!row) throw new Error("There is no such call");
  return openedCall(database(), orgId, row);
}
