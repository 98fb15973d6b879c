import { expect, test } from "vitest";
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
  return { ...cache, mark };
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
