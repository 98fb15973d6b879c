import { describe, expect, test } from "vitest";
import { addressOfMoment, listQueryOf, momentOf } from "@/app/[org]/calls/[id]/_call/moment";
import { endOfSilence, lengthOfSilences } from "@/app/[org]/calls/[id]/_call/silences";
import { nextRate } from "@/app/[org]/calls/[id]/_call/use-player-keys";

const silences = [
  [1_000, 2_000],
  [5_000, 9_000],
] as const;

describe("skipping silence", () => {
  test.each([
    [0, null],
    [999, null],
    [1_000, 2_000],
    [1_999, 2_000],
    [2_000, null],
    [6_000, 9_000],
    [9_000, null],
  ])("at %i ms the sound goes on at %s", (ms, end) => {
    expect(endOfSilence(silences, ms)).toBe(end);
  });

  test("what is left out is the sum", () => expect(lengthOfSilences(silences)).toBe(5_000));
});

describe("speed", () => {
  test("goes up and down in steps and stays at its ends", () => {
    expect([nextRate(1, 1), nextRate(1, -1), nextRate(2, 1), nextRate(0.75, -1)]).toEqual([1.25, 0.75, 2, 0.75]);
  });
});

describe("a moment in an address", () => {
  test.each([
    ["83", 83_000],
    ["1:23", 83_000],
    ["0.5", 500],
    [null, null],
    ["", null],
    ["later", null],
    ["-3", null],
  ])("?at=%s is %s ms", (at, ms) => expect(momentOf(at)).toBe(ms));

  test("comes back from the address it made", () => {
    expect(addressOfMoment("/a", 83_900)).toBe("/a?at=83");
    expect(addressOfMoment("/a", 300)).toBe("/a");
  });

  test("does not travel on through the list; its filters do", () => {
    const search = new URLSearchParams("status=ended&status=error&at=83&tab=raw&sort=-duration_ms");
    expect(listQueryOf(search)).toBe("status=ended&status=error&sort=-duration_ms");
  });
});
