import { z } from "zod";

export const PROTECT_PHI = "protect-phi";

/** What an admin decides about health data. */
export const SetProtection = z
  .strictObject({ phi_protection: z.boolean(), viewers_see_phi: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: "Say what to change." });
export type SetProtection = z.infer<typeof SetProtection>;

/** How health data is kept, and how far what is kept has followed. Counts are rows. */
export type Protection = {
  phi_protection: boolean;
  viewers_see_phi: boolean;
  /** Everything that is kept has followed. */
  is_settled: boolean;
  changed_at: string;
  /** The move under way, or the last one. */
  run: {
    id: string;
    state: "queued" | "running" | "completed" | "failed";
    done: number;
    failed: number;
    total: number | null;
    finished_at: string | null;
  } | null;
};
