import { z } from "zod";
import { AppError } from "../errors";

/** A place in a list of calls sorted by start, newest first: after the call with this start and id. */
export type CallPlace = { started_at: Date; id: string };

const Place = z.tuple([z.number().int(), z.uuid()]);

/** The place as the opaque text that `next_cursor` carries. */
export function cursorAfter(place: CallPlace): string {
  return Buffer.from(JSON.stringify([place.started_at.getTime(), place.id])).toString("base64url");
}

/** The place a cursor stands after. Throws `invalid` for anything we did not make. */
export function placeOfCursor(cursor: string): CallPlace {
  try {
    const [time, id] = Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { started_at: new Date(time), id };
  } catch {
    throw new AppError("invalid", "Check cursor.", { fields: { cursor: "is not a cursor of this list" } });
  }
}
