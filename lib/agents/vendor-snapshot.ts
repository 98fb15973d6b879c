import { z } from "zod";

/**
 * An agent as its vendor has it, as far as it matters to Foyer or to whoever wonders why the agent behaves otherwise. Null: the
 * vendor says nothing about it. Of a prompt only its hash and length are kept.
 */
export const VendorSnapshot = z.object({
  name: z.string(),
  webhook_url: z.string().nullable(),
  /** Which deliveries the vendor sends; null is the vendor's default. */
  events: z.array(z.string()).nullable(),
  /** Vapi: whether deliveries carry a proof. Retell always signs. */
  has_credential: z.boolean().nullable(),
  /** Retell: the newest version, and the one callers reach. */
  version: z.number().nullable(),
  is_published: z.boolean().nullable(),
  published_version: z.number().nullable(),
  published_webhook_url: z.string().nullable(),
  model: z.string().nullable(),
  voice: z.string().nullable(),
  language: z.string().nullable(),
  prompt_hash: z.string().nullable(),
  prompt_length: z.number().nullable(),
  tools: z.array(z.string()),
});
export type VendorSnapshot = z.infer<typeof VendorSnapshot>;

export type SnapshotField = keyof VendorSnapshot;

/** What differs between two snapshots, field by field. The length of a prompt goes with its hash. */
export function differences(before: VendorSnapshot, after: VendorSnapshot): SnapshotField[] {
  const fields = Object.keys(VendorSnapshot.shape) as SnapshotField[];
  return fields.filter(
    (field) => field !== "prompt_length" && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}
