import { expect, test } from "vitest";
import {
  createLoader,
  createSerializer,
  parseAsNativeArrayOf,
  parseAsString,
  readQuery,
  writeQuery,
} from "@/app/_ui/data/query-parsers";

const parsers = {
  search: parseAsString,
  tab: parseAsString.withDefault("facts"),
  agent: parseAsNativeArrayOf(parseAsString),
};

test("what is written into an address is read from it again, also what an address must escape", () => {
  const values = { search: "a&b=ü “c”", tab: "raw", agent: ["one", "two"] };
  const query = createSerializer(parsers)(values);
  expect(readQuery(parsers, new URLSearchParams(query))).toEqual(values);
});

test("an empty address reads as nothing, the default and no values", () => {
  expect(readQuery(parsers, new URLSearchParams())).toEqual({ search: null, tab: "facts", agent: [] });
});

test("a default and a null are left out of the address", () => {
  expect(createSerializer(parsers)({ search: null, tab: "facts", agent: [] })).toBe("");
});

test("a change leaves alone what it does not name, its own other names and strangers'", () => {
  const before = new URLSearchParams("search=x&agent=one&other=kept");
  expect(writeQuery(parsers, before, { agent: null }).toString()).toBe("search=x&other=kept");
  expect(before.toString()).toBe("search=x&agent=one&other=kept");
});

test("a page reads repeated parameters as a list and the first of a repeated text", async () => {
  const load = createLoader(parsers);
  expect(await load(Promise.resolve({ agent: ["one", "two"], search: ["first", "second"] }))).toEqual({
    search: "first",
    tab: "facts",
    agent: ["one", "two"],
  });
});
