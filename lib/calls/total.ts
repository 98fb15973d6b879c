/** A total stops counting here: the cost of a request must not grow with the organization. */
export const COUNTED = 1000;

/** How many calls a list holds; at least so many where it is capped. */
export type Total = { value: number; capped: boolean };

/** The total of a list of which so many were found. A search that stopped before it found any has none to tell. */
export function totalOf(found: number, { stopped = false } = {}): Total | undefined {
  if (stopped && found === 0) return undefined;
  return { value: Math.min(found, COUNTED), capped: stopped || found > COUNTED };
}
