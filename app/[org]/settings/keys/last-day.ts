/** The last whole day of a credential, in UTC as vendors count; what ends within a day ends on that day. Empty: it has no end. */
export function dayOf(expiresAt: string | null): string {
  return expiresAt ? new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10) : "";
}

/** The moment after a last day, null for no day. What is no day stays as it is: whoever checks it says so. */
export function endOf(day: string): string | null {
  if (day === "") return null;
  const begins = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(begins) ? day : new Date(begins + 86_400_000).toISOString();
}
