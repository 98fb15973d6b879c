import { expect, test } from "vitest";
import { notAgreedYet } from "@/app/_ui/data/not-agreed-yet";
import { showAtOnce } from "@/app/_ui/data/show-at-once";

/** A cache of one list of calls, and a way to mark one of them in it. */
function aCache() {
  const data = new Map<string, unknown>([["/calls", { a: false, b: false }]]);
  const cache = {
    read: (key: string) => data.get(key),
    write: (key: string, value: unknown) => void data.set(key, value),
  };
  const mark = (id: string, to = true) =>
    showAtOnce([{ key: "/calls", change: (now) => ({ ...(now as object), [id]: to }) }], cache);
  const answer = (told: object, askedAt: number) => cache.write("/calls", notAgreedYet.over("/calls", told, askedAt));
  return { ...cache, mark, answer };
}

test("what is refused is taken out, what is agreed to stays", () => {
  const cache = aCache();
  const [a, b] = [cache.mark("a"), cache.mark("b")];
  expect(cache.read("/calls")).toEqual({ a: true, b: true });
  a(true);
  b(false);
  expect(cache.read("/calls")).toEqual({ a: true, b: false });
});

test("a refusal takes nothing with it that was changed after it", () => {
  const cache = aCache();
  const [a, b] = [cache.mark("a"), cache.mark("b")];
  a(false);
  expect(cache.read("/calls")).toEqual({ a: false, b: true });
  b(true);
  expect(cache.read("/calls")).toEqual({ a: false, b: true });
});

test("two refusals, one after the other as without a connection, leave what was there before both", () => {
  const cache = aCache();
  const [a, b] = [cache.mark("a"), cache.mark("b")];
  a(false);
  b(false);
  expect(cache.read("/calls")).toEqual({ a: false, b: false });
});

test("there and back again: the first refused, the second agreed to", () => {
  const cache = aCache();
  const [there, back] = [cache.mark("a"), cache.mark("a", false)];
  there(false);
  back(true);
  expect(cache.read("/calls")).toEqual({ a: false, b: false });
});

test("what the server has said meanwhile is not undone by a refusal", () => {
  const cache = aCache();
  const a = cache.mark("a");
  const told = { a: false, b: true };
  cache.write("/calls", told);
  a(false);
  expect(cache.read("/calls")).toBe(told);
});

test("an answer that is not there yet stays away", () => {
  const cache = aCache();
  const end = showAtOnce([{ key: "/calls#older", change: (now) => now && { ...now } }], cache);
  end(false);
  expect(cache.read("/calls#older")).toBeUndefined();
});

test("an answer that does not know of a change yet does not undo it, whether it was asked before or after", () => {
  const cache = aCache();
  const before = performance.now();
  const a = cache.mark("a");
  cache.answer({ a: false, b: true }, before);
  expect(cache.read("/calls")).toEqual({ a: true, b: true });
  cache.answer({ a: false, b: false }, performance.now());
  expect(cache.read("/calls")).toEqual({ a: true, b: false });
  const whileSending = performance.now();
  a(true);
  cache.answer({ a: false, b: true }, whileSending);
  expect(cache.read("/calls")).toEqual({ a: true, b: true });
});

test("what was asked after the server has agreed is taken as it is said", async () => {
  const cache = aCache();
  cache.mark("a")(true);
  await new Promise((resolve) => setTimeout(resolve, 2));
  cache.answer({ a: false, b: true }, performance.now());
  expect(cache.read("/calls")).toEqual({ a: false, b: true });
});

test("refused after the answer was read anew, it leaves what that said", () => {
  const cache = aCache();
  const [a, b] = [cache.mark("a"), cache.mark("b")];
  cache.answer({ a: false, b: false, c: true }, performance.now());
  a(false);
  expect(cache.read("/calls")).toEqual({ a: false, b: true, c: true });
  b(false);
  expect(cache.read("/calls")).toEqual({ a: false, b: false, c: true });
});

test("refused after an answer that said what was shown and was not put in its place, it is taken out", () => {
  const cache = aCache();
  const a = cache.mark("a");
  notAgreedYet.over("/calls", { a: true, b: false }, performance.now());
  a(false);
  expect(cache.read("/calls")).toEqual({ a: true, b: false });
});
