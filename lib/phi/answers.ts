import { z } from "zod";

/** What the API answers about phi. */

export const ProtectionAnswer = z.object({
  phi_protection: z.boolean(),
  viewers_see_phi: z.boolean(),
  is_settled: z.boolean().describe("Everything that is kept has followed."),
  changed_at: z.iso.datetime(),
  run: z
    .object({
      id: z.uuid(),
      state: z.enum(["queued", "failed", "running", "completed"]),
      done: z.number(),
      failed: z.number(),
      total: z.number().nullable(),
      finished_at: z.iso.datetime().nullable(),
    })
    .nullable()
    .describe("The move under way, or the last one."),
});
