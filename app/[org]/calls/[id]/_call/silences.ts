/** Begin and end in milliseconds, sorted, apart from each other. */
export type Silences = readonly (readonly [from_ms: number, to_ms: number])[];

/** Where to go on from a moment within silence; null when somebody speaks. */
export function endOfSilence(silences: Silences, ms: number): number | null {
  let low = 0;
  let high = silences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from = 0, to = 0] = silences[middle] ?? [];
    if (ms < from) high = middle - 1;
    else if (ms >= to) low = middle + 1;
    else return to;
  }
  return null;
}

/** How long all silences last together, in milliseconds. */
export function lengthOfSilences(silences: Silences): number {
  return silences.reduce((sum, [from, to]) => sum + to - from, 0);
}
