import { expect, test } from "vitest";
import { diffOf } from "@/app/[org]/settings/audit/diff-of";

test("only what differs is shown, records value by value, lists as a whole", () => {
  expect(
    diffOf(
      { name: "Front", auth: { scheme: "hmac", header: "x-a" }, tags: ["a"], paused: null },
      { name: "Front", auth: { scheme: "bearer", header: "x-a" }, tags: ["a", "b"], paused: null },
    ),
  ).toEqual([
    { path: "auth.scheme", before: "hmac", after: "bearer" },
    { path: "tags", before: ["a"], after: ["a", "b"] },
  ]);
});

test("what came and what went have one side", () => {
  expect(diffOf(null, { name: "Front" })).toEqual([{ path: "name", before: undefined, after: "Front" }]);
  expect(diffOf({ name: "Front" }, null)).toEqual([{ path: "name", before: "Front", after: undefined }]);
  expect(diffOf({ a: {} }, { a: { b: 1 } })).toEqual([
    { path: "a", before: {}, after: undefined },
    { path: "a.b", before: undefined, after: 1 },
  ]);
  expect(diffOf(null, null)).toEqual([]);
});
