import { beforeEach, expect, test } from "vitest";
import { remember } from "@/lib/cache/remember";
import { forgetOwnCache } from "../../support/forget-own-cache";

beforeEach(forgetOwnCache);

let found = 0;
const find = async () => {
  found += 1;
  await Promise.resolve();
  return found;
};
const ask = (now: number, source = find) => remember("signing_agents", "token", source, now);

beforeEach(() => {
  found = 0;
});

test("a hundred who ask at once share one search", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(0)));
  expect(new Set(answers)).toEqual(new Set([1]));
  expect(found).toBe(1);
});

test("an answer holds for as long as promised and not longer", async () => {
  expect(await ask(0)).toBe(1);
  expect(await ask(3_999)).toBe(1);
  expect(found).toBe(1);
  expect(await ask(5_000)).toBe(2);
});

test("an answer that is asked for all the time is renewed before it ends, and nobody waits", async () => {
  await ask(0);
  let finish: (value: number) => void = () => undefined;
  const slow = () =>
    new Promise<number>((resolve) => {
      finish = resolve;
    });
  expect(await ask(4_500, slow)).toBe(1);
  expect(await ask(4_900)).toBe(1);
  expect(found).toBe(1);
  finish(7);
  await Promise.resolve();
  await Promise.resolve();
  expect(await ask(4_950)).toBe(7);
  expect(await ask(8_000)).toBe(7);
});

test("a failure reaches who asked and is not kept", async () => {
  const broken = () => Promise.reject(new Error("the database is away"));
  await expect(ask(0, broken)).rejects.toThrow("away");
  expect(await ask(1)).toBe(1);
});

test("a failed renewal leaves the old answer until its end", async () => {
  await ask(0);
  const broken = () => Promise.reject(new Error("the database is away"));
  expect(await ask(4_500, broken)).toBe(1);
  expect(await ask(4_999, broken)).toBe(1);
  await expect(ask(5_000, broken)).rejects.toThrow("away");
});
