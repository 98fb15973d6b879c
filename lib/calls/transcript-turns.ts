import type { Turn } from "../voice/provider";

/**
 * What was said, in order: the turns of the newest snapshot, then the single utterances heard after it. Fragments are
 * keyed by a version that sorts by time as bytes (see `lib/ingest/facets`).
 */
export function transcriptTurns(row: { turns: unknown; fragments: unknown; version: string }): Turn[] {
  const fragments = isRecord(row.fragments) ? row.fragments : {};
  const later = Object.keys(fragments)
    .filter((version) => version > row.version)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((version) => fragments[version]);
  return [...(Array.isArray(row.turns) ? row.turns : []), ...later].filter(isTurn);
}

// The columns are written by ingest alone, from the closed type; a row of an older shape is left out rather than shown broken.
function isTurn(value: unknown): value is Turn {
  return isRecord(value) && typeof value.role === "string" && typeof value.text === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
