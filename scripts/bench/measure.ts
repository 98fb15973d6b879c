export type Times = { p50: number; p95: number };

const WARM = 10;

/** Runs each of the works in turn, so that whatever else the machine does hits all alike. @returns milliseconds, by name */
export async function measureInTurns<N extends string>(
  works: Record<N, (turn: number) => Promise<unknown>>,
  turns: number,
): Promise<Record<N, Times>> {
  const names = Object.keys(works) as N[];
  const times = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let turn = -WARM; turn < turns; turn++) {
    for (const name of names) {
      const began = performance.now();
      await works[name](turn + WARM);
      if (turn >= 0) times.get(name)?.push(performance.now() - began);
    }
  }
  return Object.fromEntries(names.map((name) => [name, timesOf(times.get(name) ?? [])])) as Record<N, Times>;
}

function timesOf(values: number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** "1.84 ms" */
export const ms = (value: number) => `${value.toFixed(2)} ms`;
