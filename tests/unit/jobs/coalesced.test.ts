import { expect, test } from "vitest";
import { coalesced } from "@/lib/jobs/coalesced";

/** Work that a test lets end, one run at a time. */
function heldWork() {
  const runs: (() => void)[] = [];
  return { runs, work: () => new Promise<void>((end) => runs.push(end)) };
}

test("a hundred calls while one runs become one more run, and hold nobody", async () => {
  const { runs, work } = heldWork();
  const call = coalesced(work);
  const first = call();
  await Promise.all(Array.from({ length: 100 }, call));
  expect(runs).toHaveLength(1);
  runs[0]?.();
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.();
  await first;
  expect(runs).toHaveLength(2);
});

test("a call after the end runs again", async () => {
  const { runs, work } = heldWork();
  const call = coalesced(work);
  for (const at of [0, 1]) {
    const run = call();
    runs[at]?.();
    await run;
  }
  expect(runs).toHaveLength(2);
});
