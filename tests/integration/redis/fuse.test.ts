import { expect, test, vi } from "vitest";

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
  expect(turns.at(-1)).toMatchObject({ limit: 12_000, remaining: 0, reset_at: START + 60_000 });
  expect(takeFuse("address", key, (name) => name, START + 60_000).allowed).toBe(true);
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
