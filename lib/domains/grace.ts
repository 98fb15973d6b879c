/** How long a verified name goes on leading here while its proof is missing. */
export const GRACE_DAYS = 7;

/** When a name stops to lead here unless its proof is found before; null while nothing is missing. */
export function lapsesAt(missing_since: Date | null): Date | null {
  return missing_since && new Date(missing_since.getTime() + GRACE_DAYS * 86_400_000);
}
