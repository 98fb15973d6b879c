type Older<Row> = { rows: Row[]; cursor: string | null };

/**
 * The older pages of a list after its first page was read anew: rows that new ones pushed off the first page stay in front of
 * them; after a gap (nothing of the first page is there any more) they are dropped, which undefined says.
 */
export function keepDisplaced<Row extends { id: string }>(
  older: Older<Row>,
  before: readonly Row[],
  now: readonly Row[],
): Older<Row> | undefined {
  const present = new Set(now.map(({ id }) => id));
  const lastKept = before.findLastIndex((row) => present.has(row.id));
  if (lastKept === -1) return undefined;
  const rest = older.rows.filter((row) => !present.has(row.id));
  // Where older rows have moved up, or a place stayed empty, others left the list and made room: none was pushed off.
  const hasRoom = rest.length < older.rows.length || now.length < before.length;
  const displaced = hasRoom ? [] : before.slice(lastKept + 1);
  const known = new Set(displaced.map(({ id }) => id));
  return { ...older, rows: [...displaced, ...rest.filter((row) => !known.has(row.id))] };
}
