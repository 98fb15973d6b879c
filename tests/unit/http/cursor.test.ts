import { expect, test } from "vitest";
import { z } from "zod";
import { cursorOf, keyOfCursor, ListQuery, pageOf, pageShape } from "@/lib/http/cursor";

const Key = z.tuple([z.string(), z.string().regex(/^\d+$/)]);
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ id: String(n) }));
const page = (count: number, limit: number) => pageOf(rows(count), limit, ({ id }) => ["x", id]);

test("a page names the row to go on after only when there is one more", () => {
  expect(page(3, 2)).toEqual({ data: rows(2), next_cursor: cursorOf(["x", "1"]) });
  expect(page(2, 2)).toEqual({ data: rows(2), next_cursor: null });
  expect(page(0, 2)).toEqual({ data: [], next_cursor: null });
  expect(page(1, 0)).toEqual({ data: [], next_cursor: null });
});

test("a cursor leads back to what it was made of", () => {
  expect(keyOfCursor(cursorOf(["Ünïcode", "17"]), Key)).toEqual(["Ünïcode", "17"]);
  expect(cursorOf(["a", "1"])).toMatch(/^[A-Za-z0-9_-]+$/);
});

test.each([
  ["nothing", ""],
  ["noise", "%%%"],
  ["text", Buffer.from("text").toString("base64url")],
  ["too little", cursorOf(["a"])],
  ["another list's", cursorOf(["a", "b"])],
  ["an object", Buffer.from("{}").toString("base64url")],
])("%s is no cursor of a list", (_, cursor) => {
  expect(() => keyOfCursor(cursor, Key)).toThrow(
    expect.objectContaining({
      code: "invalid",
      message: "Check cursor.",
      details: { fields: { cursor: "This is not a cursor of this list." } },
    }),
  );
});

test("a list gives 50 rows unless asked, and between 1 and 200", () => {
  expect(ListQuery.parse({})).toEqual({ limit: 50 });
  expect(ListQuery.parse({ limit: "200", cursor: "x" })).toEqual({ limit: 200, cursor: "x" });
  expect(ListQuery.parse({ limit: "1" }).limit).toBe(1);
  for (const wrong of [
    { limit: "0" },
    { limit: "201" },
    { limit: "1.5" },
    { limit: "x" },
    { cursor: "x".repeat(1_001) },
  ])
    expect(ListQuery.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  expect(ListQuery.safeParse({ cursor: "x".repeat(1_000) }).success).toBe(true);
});

test("the shape of a page is its rows and the cursor, which may be null", () => {
  const shape = pageShape(z.object({ id: z.string() }));
  expect(shape.parse({ data: rows(1), next_cursor: null })).toEqual({ data: rows(1), next_cursor: null });
  expect(shape.safeParse({ data: rows(1) }).success).toBe(false);
  expect(shape.safeParse({ data: [{}], next_cursor: "x" }).success).toBe(false);
});
