import { expect, test } from "vitest";
import { findSpikes } from "@/lib/analytics/find-spikes";

const week = (weeks_ago: number, calls: number, error_calls = 0) => ({ agent_id: "a", weeks_ago, calls, error_calls });
const usually = (calls: number, errors = 0) => [1, 2, 3, 4, 5, 6].map((weeks) => week(weeks, calls, errors));
const found = (now: ReturnType<typeof week>, before: ReturnType<typeof week>[], weeks = 6) =>
  findSpikes([now, ...before], new Map([["a", weeks]])).map(({ spike }) => spike);

test("an hour like the others is not mentioned", () => {
  expect(found(week(0, 11), usually(9))).toEqual([]);
  expect(found(week(0, 4), usually(9))).toEqual([]);
});

test("two and a half times as many calls are more than usual, but never fewer than ten", () => {
  expect(found(week(0, 23), usually(9))).toEqual(["more_calls"]);
  expect(found(week(0, 22), usually(9))).toEqual([]);
  expect(found(week(0, 9), usually(1))).toEqual([]);
});

test("a third of a busy hour is fewer than usual, silence too", () => {
  expect(found(week(0, 2), usually(9))).toEqual(["fewer_calls"]);
  expect(found(week(0, 0), usually(8))).toEqual(["fewer_calls"]);
  expect(found(week(0, 0), usually(7))).toEqual([]);
});

test("failures come before the number of calls", () => {
  expect(found(week(0, 30, 6), usually(9, 1))).toEqual(["more_failures"]);
  expect(found(week(0, 30, 5), usually(9))).toEqual(["more_calls"]);
  expect(found(week(0, 12, 3), usually(9, 2))).toEqual([]);
});

test("one holiday does not move what is usual", () => {
  expect(found(week(0, 9), [...usually(9).slice(1), week(6, 0)])).toEqual([]);
  expect(found(week(0, 0), [...usually(9).slice(1), week(6, 900)])).toEqual(["fewer_calls"]);
});

test("without three weeks of history nothing is unusual", () => {
  expect(found(week(0, 50), usually(1), 2)).toEqual([]);
  expect(found(week(0, 50), usually(1), 3)).toEqual(["more_calls"]);
});
