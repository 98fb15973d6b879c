import { z } from "zod";

/** A place in a long walk over several tables: which of them, and the row after which to go on. */
export const Place = z.object({ table: z.number().int(), after: z.string().nullable() });
export type Place = z.infer<typeof Place>;

/**
 * Walks over tables in steps, each of which commits by itself.
 * @param step does the next step of a table after a row, null at its beginning; answers where it ended, null at the table's end
 * @returns where to go on when the time was up, undefined when the end was reached
 */
export async function walk<T>(
  tables: readonly T[],
  { from, deadline }: { from?: Place | undefined; deadline: number },
  step: (table: T, after: string | null) => Promise<string | null>,
): Promise<Place | undefined> {
  for (const [at, table] of tables.entries()) {
    if (from && at < from.table) continue;
    let after = at === from?.table ? from.after : null;
    do {
      if (Date.now() >= deadline) return { table: at, after };
      after = await step(table, after);
    } while (after !== null);
  }
  return undefined;
}
