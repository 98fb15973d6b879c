import { z } from "zod";
import { CallFilter } from "../calls/schemas";

/** Spans that have a name, in the organization's time zone; those that begin in the past end now. */
export const ranges = ["today", "yesterday", "7d", "30d", "90d"] as const;

const anyOf = <T extends z.ZodType>(schema: T) =>
  z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).max(20))
    .optional();

/** Longest span of one answer. */
export const LONGEST_DAYS = 366;

const day = z.iso.date();

/**
 * What figures are wanted: a named range, or `from` and `to` (days, both included; until today without `to`, as many as one
 * answer can hold without `from`), narrowed by the same filters as a list of calls, under the same names.
 */
export const ReadFigures = z
  .object({
    range: z.enum(ranges).optional(),
    from: day.optional(),
    to: day.optional(),
    ...CallFilter.pick({ agent_id: true, provider: true, is_billable: true }).shape,
    direction: anyOf(z.enum(["inbound", "outbound"])),
  })
  .superRefine(({ from, to }, check) => {
    if (!from || !to) return;
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
    if (days < 1) check.addIssue({ code: "custom", path: ["to"], message: "lies before the first day" });
    if (days > LONGEST_DAYS) check.addIssue({ code: "custom", path: ["to"], message: "is more than a year away" });
  });
export type ReadFigures = z.infer<typeof ReadFigures>;
