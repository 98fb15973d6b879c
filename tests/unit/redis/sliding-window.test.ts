import { expect, test } from "vitest";
import { takeFromMemory } from "@/lib/redis/memory-window";
import { turnOf } from "@/lib/redis/sliding-window";
import { tiers } from "@/lib/redis/tiers";

test.each(Object.entries(tiers))(
  "%s admits its limit, however fast and however long somebody asks (S14)",
  (name, tier) => {
    const every = tier.window_ms / (tier.limit * 3);
    const admitted: number[] = [];
    for (let now = 7 * tier.window_ms + 1; now < 12 * tier.window_ms; now += every)
      if (takeFromMemory(`steady ${name}`, tier, now).allowed) admitted.push(now);
    expect(admitted.length / (5 * tier.limit)).toBeGreaterThanOrEqual(0.95);
    expect(admitted.length / (5 * tier.limit)).toBeLessThanOrEqual(1.1);
    let first = 0;
    let most = 0;
    for (const [last, at] of admitted.entries()) {
      while (at - (admitted[first] ?? 0) >= tier.window_ms) first += 1;
      most = Math.max(most, last - first + 1);
    }
    expect(most).toBeLessThanOrEqual(tier.limit);
  },
);

test("a burst gets the limit and not one more", () => {
  const window = { limit: 20, window_ms: 60_000 };
  const answers = Array.from({ length: 50 }, () => takeFromMemory("burst", window, 600_000).allowed);
  expect(answers.filter(Boolean)).toHaveLength(20);
});

test("whoever waits as long as told is admitted, and a moment earlier is not", () => {
  const window = { limit: 5, window_ms: 60_000 };
  const newest = 600;
  for (const counted of [
    [[newest, 5]],
    [
      [newest - 60, 3],
      [newest - 1, 4],
    ],
    [
      [newest - 7, 2],
      [newest - 3, 2],
      [newest, 1],
    ],
    [[newest - 59, 8]],
  ] as const)
    for (const now of [newest * 1_000, newest * 1_000 + 800]) {
      const { allowed, reset_at } = turnOf(window, counted, now);
      expect(allowed).toBe(false);
      expect(turnOf(window, counted, reset_at).allowed).toBe(true);
      expect(turnOf(window, counted, reset_at - 1).allowed).toBe(false);
    }
});

test.each([
  ["once a window, at its end", [59_999, 119_998, 179_997]],
  ["twice a window", [1_000, 31_000, 61_000, 91_000, 121_000]],
  ["after every refusal as soon as told", []],
])("whoever comes in bursts %s gets the limit and no more in any span of the window (S14)", (name, bursts) => {
  const window = { limit: 100, window_ms: 60_000 };
  const admitted: number[] = [];
  const burst = (now: number) => {
    for (let n = 0; n < 300; n++) {
      const turn = takeFromMemory(name, window, now);
      if (!turn.allowed) return turn.reset_at;
      admitted.push(now);
    }
    return now;
  };
  for (const at of bursts) burst(at);
  for (let at = 1_000; bursts.length === 0 && at < 300_000; ) at = burst(at);
  for (const end of admitted) {
    const within = admitted.filter((at) => at > end - window.window_ms && at <= end).length;
    expect(within).toBeLessThanOrEqual(window.limit);
  }
  expect(admitted.length).toBeGreaterThanOrEqual(95);
});

test("negative control: a fixed window lets twice the limit through around its border", () => {
  const limit = 20;
  const counts = new Map<number, number>();
  const fixed = (now: number) => {
    const window = Math.floor(now / 60_000);
    counts.set(window, (counts.get(window) ?? 0) + 1);
    return (counts.get(window) ?? 0) <= limit;
  };
  const sliding = (now: number) => takeFromMemory("border", { limit, window_ms: 60_000 }, now).allowed;
  const around = (take: (now: number) => boolean) =>
    [59_900, 60_000].flatMap((from) => Array.from({ length: 30 }, (_, n) => take(from + n))).filter(Boolean).length;
  expect(around(fixed)).toBe(2 * limit);
  expect(around(sliding)).toBe(limit);
});
