import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Pace = typeof import("@/app/_ui/data/pace");
let pace: Pace;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  pace = await import("@/app/_ui/data/pace");
});
afterEach(() => {
  vi.useRealTimers();
});

const left = (remaining: number) => new Headers({ "ratelimit-limit": "600", "ratelimit-remaining": String(remaining) });

test("live refreshing is quick while much is left, and slows down as it is used up", () => {
  const gaps = [600, 300, 150, 60, 6, 0].map((remaining) => {
    pace.learnPace(left(remaining));
    return Math.round(pace.refreshGap());
  });
  expect(gaps).toEqual([300, 300, 600, 1500, 15_000, 15_000]);
});

test("an answer without a limit changes nothing", () => {
  pace.learnPace(left(60));
  pace.learnPace(new Headers());
  expect(Math.round(pace.refreshGap())).toBe(1500);
});

test.each([2, 5])(
  "whoever paces by what is left is never refused, with %i reads a refresh in an endless storm",
  (reads) => {
    // A sliding window of 600 reads a minute, as the server counts it.
    const asked: number[] = [];
    let now = 0;
    for (let refresh = 0; refresh < 2_000; refresh++) {
      for (let read = 0; read < reads; read++) {
        while ((asked[0] ?? now) < now - 60_000) asked.shift();
        expect(asked.length).toBeLessThan(600);
        asked.push(now);
        pace.learnPace(left(600 - asked.length));
      }
      now += pace.refreshGap();
    }
  },
);

test("after a 429 every read waits as long as told, and the wait is announced and ended", async () => {
  const told: number[] = [];
  pace.onPause(() => told.push(pace.pauseEnd()));
  pace.pause(new Headers({ "retry-after": "7" }));
  let gone = 0;
  const waiting = [1, 2, 3].map(() => pace.readingAllowed().then(() => (gone += 1)));
  await vi.advanceTimersByTimeAsync(6_900);
  expect(gone).toBe(0);
  await vi.advanceTimersByTimeAsync(600);
  await Promise.all(waiting);
  expect(gone).toBe(3);
  expect(told.map((end) => end > 0)).toEqual([true, false]);
});

test("without a 429 nobody waits", async () => {
  await pace.readingAllowed();
  expect(pace.pauseEnd()).toBe(0);
});
