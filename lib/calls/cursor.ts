import { z } from "zod";
import { AppError } from "../errors";
import type { SortColumn } from "./schemas";

/** A place in a list of calls sorted by start: after the call with this start and id. */
export type CallPlace = { started_at: Date; id: string };

/** A place in a list of calls sorted by a figure. */
export type FigurePlace = { value: number; id: string };

const Place = z.tuple([z.number().int(), z.uuid()]);
const OfFigure = z.tuple([z.number().int(), z.uuid(), z.string()]);

/** The place as the opaque text that `next_cursor` carries. */
export function cursorAfter(place: CallPlace): string {
  return encoded([place.started_at.getTime(), place.id]);
}

/** The place a cursor stands after. Throws `invalid` for anything we did not make. */
export function placeOfCursor(cursor: string): CallPlace {
  const [time, id] = decoded(cursor, Place);
  return { started_at: new Date(time), id };
}

/** As `cursorAfter`, in a list sorted by a figure; the column is part of it, so that it fits no other list. */
export function figureCursorAfter(column: SortColumn, { value, id }: FigurePlace): string {
  return encoded([value, id, column]);
}

/** The place such a cursor stands after. Throws `invalid` for a cursor of another list. */
export function placeOfFigureCursor(cursor: string, column: SortColumn): FigurePlace {
  const [value, id, of] = decoded(cursor, OfFigure);
  if (of !== column) throw foreign();
  return { value, id };
}

function encoded(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

function decoded<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw foreign();
  }
}

function foreign(): AppError {
  return new AppError("invalid", "Check cursor.", { fields: { cursor: "is not a cursor of this list" } });
}
