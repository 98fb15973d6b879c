import { z } from "zod";

/** What the API answers about views. */

export const SavedViewAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  columns: z
    .array(
      z.enum([
        "success",
        "agent",
        "started",
        "party",
        "outcome",
        "sentiment",
        "summary",
        "duration",
        "latency",
        "cost",
        "billable",
      ]),
    )
    .nullable(),
  is_shared: z.boolean(),
  is_own: z.boolean().describe("Whether the reader made it, and so may change it."),
  made_by: z.string(),
});

export const ViewsAnswer = z.object({ data: z.array(SavedViewAnswer) });
