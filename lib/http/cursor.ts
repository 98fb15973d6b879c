import { z } from "zod";
import { AppError } from "../errors";

/** Query names every list takes. */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1_000).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** One page of a cursor list. */
export type Page<T> = { data: T[]; next_cursor: string | null };

/** The shape of such a page, for the documentation. */
export function pageShape<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row), next_cursor: z.string().nullable() });
}

/** The opaque cursor after a row: the values its list is ordered by. */
export function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The values a cursor stands for; `invalid` for anything we did not make. */
export function keyOfCursor<K extends z.ZodType<string[]>>(cursor: string, key: K): z.infer<K> {
  const result = key.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (result.success) return result.data;
  throw new AppError("invalid", "Check cursor.", { fields: { cursor: "This is not a cursor of this list." } });
}

/** Cuts the extra row that a list reads to know whether there is more. */
export function pageOf<Row>(rows: readonly Row[], limit: number, key: (row: Row) => readonly string[]): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, next_cursor: rows.length > limit && last ? cursorOf(key(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
