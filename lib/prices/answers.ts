import { z } from "zod";

/** What the API answers about prices. */

export const PriceAnswer = z.object({ price_per_minute_micros: z.number().nullable(), currency: z.string() });
