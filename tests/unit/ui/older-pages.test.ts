import { expect, test } from "vitest";
import { keepDisplaced } from "@/app/_ui/data/older-pages";

const rows = (ids: string) => [...ids].map((id) => ({ id }));
const kept = (older: string, before: string, now: string) =>
  keepDisplaced({ rows: rows(older), cursor: "next", behind: rows(before), at: 0 }, rows(now))
    ?.rows.map(({ id }) => id)
    .join("");

test("rows that new ones pushed off the first page come before the older ones", () => {
  expect(kept("fgh", "abcde", "12abc")).toBe("defgh");
});

test("after a gap the older ones are dropped", () => {
  expect(kept("fgh", "abcde", "12345")).toBeUndefined();
});

test("rows that leave the list, as a call that was reviewed, stay away: also the last one of the page", () => {
  expect(kept("fgh", "abcde", "abdef")).toBe("gh");
  expect(kept("fgh", "abcde", "abcdf")).toBe("gh");
  expect(kept("fgh", "abcde", "abcfg")).toBe("h");
});

test("a page that has become shorter has pushed nothing off, where no older row is left to move up", () => {
  expect(kept("", "abcde", "abcd")).toBe("");
  expect(kept("", "abcde", "bcd")).toBe("");
});

test("a page that says the same keeps the older ones as they are", () => {
  expect(kept("fgh", "abcde", "abcde")).toBe("fgh");
});

test("what a search found behind a first page without any stays, also when the first page has found something since", () => {
  expect(kept("fgh", "", "")).toBe("fgh");
  expect(kept("fgh", "", "a")).toBe("fgh");
});
