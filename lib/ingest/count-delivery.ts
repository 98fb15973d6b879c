import { agentDeliveries, agentDuration, deliveries, deliveryDuration } from "../metrics/catalogue";
import type { DeliveryState, SigningAgent } from "./delivery";

type Outcome = DeliveryState | "refused" | "not_configured" | "error";

/**
 * Counts what became of a delivery, for its vendor and its agent.
 * @param took milliseconds from receipt until it was committed; left out when it was refused
 */
export function countDelivery(agent: Pick<SigningAgent, "id" | "provider">, outcome: Outcome, took?: number): void {
  deliveries.add([agent.provider, outcome]);
  agentDeliveries.add([agent.id, outcome]);
  if (took === undefined) return;
  deliveryDuration.observe([agent.provider], took);
  agentDuration.observe([agent.id], took);
}

/** Counts a delivery that no agent of ours has signed and none was addressed by. */
export function countStranger(): void {
  deliveries.add(["unknown", "unknown_sender"]);
}
