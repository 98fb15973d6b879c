import { z } from "zod";
import { AppError } from "../errors";

/** Rows of a page when the caller names no limit. */
export const PAGE_LIMIT = 50;

/** An opaque place in a list sorted by id: after the row with this id. */
export function cursorAfter(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

/** The id a cursor stands after. Throws `invalid` for anything we did not make. */
export function idOfCursor(cursor: string): string {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (!z.uuid().safeParse(id).success) {
    throw new AppError("invalid", "Check cursor.", { fields: { cursor: "is not a cursor of this list" } });
  }
  return id;
}
