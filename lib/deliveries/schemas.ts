import { z } from "zod";
import { ListQuery } from "../http/cursor";

const anyOf = <T extends z.ZodType>(schema: T) =>
  z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).max(20))
    .optional();

export const deliveryStates = ["received", "duplicate", "applied", "failed", "unusable"] as const;

/** What narrows a list of deliveries; each may be repeated for "any of". */
export const DeliveryFilter = z.object({
  id: z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(z.uuid()).max(200))
    .optional(),
  state: anyOf(z.enum(deliveryStates)),
  agent_id: anyOf(z.uuid()),
  provider: anyOf(z.enum(["retell", "vapi"])),
  event_type: anyOf(z.string().min(1).max(120)),
  source: anyOf(z.enum(["webhook", "reconciliation", "test"])),
  vendor_call_id: z.string().min(1).max(200).optional(),
  /** call id of ours or the vendor's, delivery id, event type, or the beginning of a phone number */
  q: z.string().trim().min(1).max(200).optional(),
});

export const ListDeliveries = DeliveryFilter.extend(ListQuery.shape);

/** Either chosen deliveries or everything a filter finds, never both: nobody replays the whole inbox by an empty list. */
export const ReplayDeliveries = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) }),
  z.strictObject({ filter: z.strictObject(DeliveryFilter.shape) }),
]);

export type DeliveryFilter = z.infer<typeof DeliveryFilter>;
export type ListDeliveries = z.infer<typeof ListDeliveries>;
export type ReplayDeliveries = z.infer<typeof ReplayDeliveries>;
