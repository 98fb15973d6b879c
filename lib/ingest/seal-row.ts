import { sealCallValues } from "../phi/call-values";
import { bodyColumns } from "../phi/fields";
import { transcriptColumns } from "../phi/transcript";
import type { SealingVault } from "../phi/vault";
import type { CallChange, DeliveryRow } from "./delivery";

/** A delivery as the database may keep it: while health data is protected, nothing that was said or tells who called is left plain. */
export function sealRow<Row extends DeliveryRow>(vault: SealingVault, row: Row): Row {
  if (!vault.is_protected) return row;
  const body = row.body === null ? {} : bodyColumns(vault, { table: "inbound_events", id: row.id }, row.body);
  return { ...row, ...body, change: sealChange(vault, row, row.change) };
}

/** The same of what a delivery wants of its call. */
export function sealChange(
  vault: SealingVault,
  { provider, vendor_call_id }: Pick<DeliveryRow, "provider" | "vendor_call_id">,
  change: CallChange | null,
): CallChange | null {
  if (!vault.is_protected || change === null || vendor_call_id === null) return change;
  const call = { provider, vendor_call_id };
  return { ...change, values: sealCallValues(vault, call, change.values), ...transcriptColumns(vault, call, change) };
}
