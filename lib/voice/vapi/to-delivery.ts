import { type VapiCall, VapiFetchedCall } from "./payloads";

/** Vapi analyses a call within a few minutes; after that, what the API holds is all there will be. */
const SETTLED_MS = 5 * 60_000;

/**
 * A call fetched from Vapi's API as the server message it would have sent, so that both go the same way and share their
 * deduplication keys.
 * @param fetched the API's own JSON
 * @param phoneNumber the number behind `phoneNumberId`, which the API does not repeat in a call
 * @returns undefined for a call that has not begun
 */
export function toVapiDelivery(
  fetched: unknown,
  phoneNumber: string | undefined,
  nowMs: number,
): { message: Record<string, unknown> } | undefined {
  const { raw, call } = VapiFetchedCall.parse(fetched);
  const parties = { customer: raw.customer, ...(phoneNumber && { phoneNumber: { number: phoneNumber } }) };
  if (call.status !== "ended") {
    if (call.status !== "in-progress" && call.status !== "forwarding") return undefined;
    return {
      message: { type: "status-update", timestamp: call.startedAt, status: call.status, call: raw, ...parties },
    };
  }
  const told = { timestamp: call.endedAt ?? call.updatedAt, endedReason: raw.endedReason, call: raw, ...parties };
  if (!isReported(call, nowMs)) return { message: { type: "status-update", status: "ended", ...told } };
  const { startedAt, endedAt, analysis, artifact, cost, costs, destination } = raw;
  return {
    message: { type: "end-of-call-report", ...told, startedAt, endedAt, analysis, artifact, cost, costs, destination },
  };
}

/**
 * Whether the API holds all that the final report of a call would. Costs and an empty analysis are there before it: taken for
 * the report they would take its place, and the analysis be lost.
 */
export function isReported(call: VapiCall, nowMs: number): boolean {
  if (call.status !== "ended") return false;
  if (Object.values(call.analysis ?? {}).some((answer) => answer !== undefined && answer !== null)) return true;
  const endedAt = call.endedAt ?? call.updatedAt;
  return endedAt !== undefined && nowMs - endedAt > SETTLED_MS;
}
