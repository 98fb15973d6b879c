import { isEntry } from "../read-entry";
import { readRetellCall } from "./payloads";

const FINAL = new Set(["ended", "error", "not_connected"]);

/**
 * A call fetched from Retell's API as the webhook it would have sent, so that both go the same way and share their
 * deduplication keys.
 * @param fetched the API's own JSON
 * @returns undefined for a call that has not begun, and for what is no call
 */
export function toRetellDelivery(fetched: unknown): { event: string; call: unknown } | undefined {
  if (!isEntry(fetched)) return undefined;
  const call = readRetellCall(fetched);
  if (call.call_analysis) return { event: "call_analyzed", call: fetched };
  if (FINAL.has(call.call_status ?? "")) return { event: "call_ended", call: fetched };
  return call.call_status === "ongoing" ? { event: "call_started", call: fetched } : undefined;
}
