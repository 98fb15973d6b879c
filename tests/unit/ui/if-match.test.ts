import { expect, test } from "vitest";
import { ifMatch } from "@/app/_ui/data/if-match";

test("a change says which version it was made to, and nothing where none is known", () => {
  expect(ifMatch("abc")).toEqual({ "if-match": '"abc"' });
  expect(ifMatch(undefined)).toEqual({});
});
