const OVERLAP = 5000;

/**
 * Where the live stream of a page rendered now has to begin: the smallest UUIDv7 of five seconds ago. Events of the
 * overlap come twice and are recognised by their id.
 */
export function liveCursor(): string {
  const hex = (Date.now() - OVERLAP).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
