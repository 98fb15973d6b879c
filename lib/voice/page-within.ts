import { LongAnswer } from "./vendor-error";

/** Fewer would not do: pages by time overlap by the calls of one moment. */
const SMALLEST = 10;

/** A page of at most `limit` items; of half as many, and half again, while the answer is longer than we read. */
export async function pageWithin<T>(
  limit: number,
  ask: (limit: number) => Promise<T>,
): Promise<{ page: T; limit: number }> {
  try {
    return { page: await ask(limit), limit };
  } catch (error) {
    const half = Math.floor(limit / 2);
    if (!(error instanceof LongAnswer) || half < SMALLEST) throw error;
    return pageWithin(half, ask);
  }
}
