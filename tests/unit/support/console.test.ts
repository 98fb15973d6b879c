import { expect, test } from "vitest";
import { expectConsoleError, takeUnexpected, watchConsole } from "../../support/console";

test("an error nobody expected is reported, with what it said", () => {
  console.error("the %s is on fire", "kitchen");
  expect(takeUnexpected()).toEqual(["the kitchen is on fire"]);
  watchConsole();
});

test("an expected error passes, and only that one", () => {
  expectConsoleError(/kitchen/);
  console.error("the kitchen is on fire");
  expect(takeUnexpected()).toEqual([]);
  console.error("the roof too");
  expect(takeUnexpected()).toEqual(["the roof too"]);
  watchConsole();
});

test("an expected error that never comes is reported as missing", () => {
  expectConsoleError(/kitchen/);
  expect(takeUnexpected().join()).toMatch(/expected \/kitchen\//);
  watchConsole();
});
