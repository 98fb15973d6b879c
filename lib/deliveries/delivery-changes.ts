import { z } from "zod";

const Changes = z.object({ created: z.boolean().default(false), facets: z.array(z.string()).default([]) });

/** What a delivery did to its call when it was applied: whether it made it, and which facets it won. */
export type DeliveryChanges = z.infer<typeof Changes>;

/** Reads the column `changes`; null when the delivery changed no call. */
export function changesOf(stored: unknown): DeliveryChanges | null {
  const read = Changes.safeParse(stored);
  return read.success ? read.data : null;
}
