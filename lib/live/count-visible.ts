import { z } from "zod";
import { agentVisible, deliveryVisible } from "../metrics/catalogue";
import type { LiveEvent } from "./live-event";
import { timeOfId } from "./read-events";

const OfDelivery = z.object({ delivery_id: z.string(), agent_id: z.string(), provider: z.string() });

/**
 * Times how long a delivery took from its receipt until the dashboards that watch are told. The delivery's id holds the
 * moment of its receipt.
 * @param since what came before anybody watched is not late (Unix ms)
 */
export function countVisible({ data }: LiveEvent, since: number, now = Date.now()): void {
  const told = OfDelivery.safeParse(data);
  if (!told.success) return;
  const { delivery_id, agent_id, provider } = told.data;
  const received = timeOfId(delivery_id);
  if (received === undefined || received < since) return;
  deliveryVisible.observe([provider], now - received);
  agentVisible.observe([agent_id], now - received);
}
