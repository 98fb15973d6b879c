import { expect, onTestFinished, test, vi } from "vitest";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));

type Fuse = typeof import("@/lib/redis/fuse");

/** The fuse as another process has it: its own memory, the same Redis. */
async function anotherProcess(): Promise<Fuse> {
  vi.resetModules();
  return import("@/lib/redis/fuse");
}

const START = 1_000_000 * 60_000;

test("a fuse admits exactly its limit in one process, and nobody waits for Redis", async () => {
  const { takeFuse } = await anotherProcess();
  const key = `alone ${Math.random()}`;
  const turns = Array.from({ length: 13_000 }, () => takeFuse("address", key, (name) => name, START));
  expect(turns.filter(({ allowed }) => allowed)).toHaveLength(12_000);
  expect(turns.at(-1)).toMatchObject({ limit: 12_000, remaining: 0, reset_at: START + 61_000 });
  expect(takeFuse("address", key, (name) => name, START + 60_999).allowed).toBe(false);
  expect(takeFuse("address", key, (name) => name, START + 61_000).allowed).toBe(true);
});

/** At how many instants a burst of 12,000 each is asked, and how much of it passes in the worst span of a minute. */
function worstMinute(instants: readonly number[], take: (at: number) => boolean): number {
  const admitted = instants.flatMap((at) => Array.from({ length: 12_000 }, () => at).filter(() => take(at)));
  const within = (end: number) => admitted.filter((at) => at > end - 60_000 && at <= end).length;
  return Math.max(...instants.map(within));
}

const BORDER = [START - 500, START, START + 499];
const EVERY_SECOND = Array.from({ length: 150 }, (_, n) => START + n * 1_009);

test.each([
  ["around the border of two minutes", BORDER],
  ["twice a minute", [0, 1, 2, 3, 4].map((n) => START + 1_000 + n * 30_000)],
  ["all the time", EVERY_SECOND],
])("no span of a minute admits more than the limit to who comes %s (S14)", async (_, instants) => {
  const { takeFuse } = await anotherProcess();
  const key = `span ${Math.random()}`;
  expect(worstMinute(instants, (at) => takeFuse("address", key, (name) => name, at).allowed)).toBe(12_000);
});

test("negative control: a fixed window lets twice the limit through around its border", () => {
  const counts = new Map<number, number>();
  const fixed = (at: number) => {
    const window = Math.floor(at / 60_000);
    counts.set(window, (counts.get(window) ?? 0) + 1);
    return (counts.get(window) ?? 0) <= 12_000;
  };
  expect(worstMinute(BORDER, fixed)).toBe(24_000);
});

test("who waits as long as told is admitted, and a moment earlier is not", async () => {
  const { takeFuse } = await anotherProcess();
  const key = `told ${Math.random()}`;
  const take = (at: number) => takeFuse("address", key, (name) => name, at);
  for (const at of [START + 200, START + 7_000]) for (let n = 0; n < 6_000; n++) take(at);
  const { allowed, reset_at } = take(START + 8_000);
  expect([allowed, reset_at]).toEqual([false, START + 61_000]);
  expect(take(reset_at - 1).allowed).toBe(false);
  expect(take(reset_at)).toMatchObject({ allowed: true, remaining: 5_999 });
});

test("what other processes admitted before the border counts after it (S14)", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const [one, other] = [await anotherProcess(), await anotherProcess()];
  const key = `handed over ${Math.random()}`;
  const burst = async ({ takeFuse }: Fuse, at: number) => {
    // What processes share, the library counts by the clock.
    vi.setSystemTime(at);
    let admitted = 0;
    for (let n = 0; n < 12_000; n += 10) {
      const turns = Array.from({ length: 10 }, () => takeFuse("address", key, (name) => name, at));
      admitted += turns.filter(({ allowed }) => allowed).length;
      await Promise.all(turns.map(({ told }) => told));
    }
    return admitted;
  };
  expect(await burst(one, START - 100)).toBe(12_000);
  // The other learns of it with its first word to Redis, after a fiftieth of the limit.
  expect(await burst(other, START + 100)).toBeLessThanOrEqual(0.03 * 12_000);
});

test("three processes together admit at most 1.10 of it (S14)", async () => {
  const processes = [await anotherProcess(), await anotherProcess(), await anotherProcess()];
  const key = `together ${Math.random()}`;
  let admitted = 0;
  for (let round = 0; round < 600; round++) {
    const told: (Promise<void> | undefined)[] = [];
    for (const { takeFuse } of processes)
      for (let n = 0; n < 10; n++) {
        const turn = takeFuse("address", key, (name) => name, START);
        told.push(turn.told);
        if (turn.allowed) admitted += 1;
      }
    await Promise.all(told);
  }
  expect(admitted / 12_000).toBeGreaterThanOrEqual(0.95);
  expect(admitted / 12_000).toBeLessThanOrEqual(1.1);
});

test("negative control: processes that never tell each other admit three times the limit's share", async () => {
  const processes = [await anotherProcess(), await anotherProcess(), await anotherProcess()];
  let admitted = 0;
  for (const [process, { takeFuse }] of processes.entries())
    for (let n = 0; n < 6_000; n++) {
      // A name of its own for each: Redis adds nothing up.
      const turn = takeFuse("address", "silent", () => `silent ${process} ${START}`, START);
      if (turn.allowed) admitted += 1;
    }
  expect(admitted / 12_000).toBeGreaterThan(1.1);
});

test("a slow key is Redis' business not at all", async () => {
  const { takeFuse } = await anotherProcess();
  const turns = Array.from({ length: 240 }, () => takeFuse("address", "slow", (name) => name, START));
  expect(turns.every(({ told }) => told === undefined)).toBe(true);
});
