import { z } from "zod";

/** A place in a long walk over several tables: which of them, and the row after which to go on. */
export const Place = z.object({ table: z.number().int(), after: z.string().nullable() });
export type Place = z.infer<typeof Place>;

/**
 * Walks over tables in steps, each of which commits by itself. It takes at least one, so that who goes on comes to an end.
 * @param step does the next step of a table after a row, null at its beginning; answers where it ended, null at the table's end
 * @returns where to go on when the time was up, undefined when the end was reached
 */
export async function walk<T>(
  tables: readonly T[],
  { from, deadline }: { from?: Place | undefined; deadline: number },
  step: (table: T, after: string | null) => Promise<string | null>,
): Promise<Place | undefined> {
  let moved = false;
  for (const [at, table] of tables.entries()) {
    if (from && at < from.table) continue;
    let after = at === from?.table ? from.after : null;
    do {
      if (moved && Date.now() >= deadline) return { table: at, after };
      after = await step(table, after);
      moved = true;
    } while (after !== null);
  }
  return undefined;
}
