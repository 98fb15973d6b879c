import { z } from "zod";
import { EARLIEST_MS, LATEST_MS } from "./read-entry";

/**
 * Schemas for what vendors send: every field may be missing, and a field of the wrong type counts as missing instead of
 * spoiling the delivery. Unknown fields are kept by `z.looseObject`.
 */
export const maybe = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

/** Text without surrounding space; empty counts as missing. */
export const text = maybe(z.string().trim().min(1));

/** Text that becomes a short column (a number, an id, a reason). */
export const shortText = maybe(z.string().trim().min(1).max(200));

export const flag = maybe(z.boolean());

export const finite = maybe(z.number());

/** Unix milliseconds of a believable instant. */
export const unixMs = maybe(
  z
    .number()
    .min(EARLIEST_MS)
    .max(LATEST_MS)
    .transform((value) => Math.round(value)),
);

/** An ISO 8601 instant, as Unix milliseconds. */
export const isoInstant = maybe(
  z
    .string()
    .transform((value) => Date.parse(value))
    .refine((value) => value >= EARLIEST_MS && value <= LATEST_MS),
);

export const record = maybe(z.record(z.string(), z.unknown()));

/** A list whose unusable entries are dropped. */
export const listOf = <T>(schema: z.ZodType<T>) => maybe(z.union([z.array(schema), usableOf(schema)]));

// Entry by entry is slow, and nearly always every entry is usable.
const usableOf = <T>(schema: z.ZodType<T>) =>
  z.array(z.unknown()).transform((items) =>
    items.flatMap((item) => {
      const result = schema.safeParse(item);
      return result.success ? [result.data] : [];
    }),
  );
