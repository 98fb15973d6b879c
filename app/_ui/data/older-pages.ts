import { fetcher } from "./fetcher";
import { notAgreedYet } from "./not-agreed-yet";

/** What of a list lies behind its first page; where the first page ended when it was put there, and when it was read. */
export type Older<Row> = { rows: Row[]; cursor: string | null; behind: Row[]; at: number };

/** So many rows are asked for by their ids at once. */
const MOST_IDS = 200;

/** What of a list's address says how its rows are shown, not which they are. */
const SHOWING = "numbers";

/**
 * Reads rows as they are now, by their ids, whatever filter they were found by.
 * @param first address of the first page
 * @param key of the older pages in the cache
 * @returns puts them in the place of those that are there
 */
export async function readRows<Row extends { id: string }>(
  first: string,
  ids: readonly string[],
  key: string,
): Promise<(older: Older<Row>) => Older<Row>> {
  const askedAt = performance.now();
  const found = new Map<string, Row>();
  const [list, asked] = first.split("?");
  const value = new URLSearchParams(asked).get(SHOWING);
  const showing = value === null ? "" : `&${SHOWING}=${encodeURIComponent(value)}`;
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const query = ids.slice(from, from + MOST_IDS).map((id) => `id=${id}`);
    const { data } = await fetcher<{ data: Row[] }>(`${list}?limit=${MOST_IDS}&${query.join("&")}${showing}`);
    for (const row of data) found.set(row.id, row);
  }
  return (older) =>
    notAgreedYet.over(key, { ...older, rows: older.rows.map((row) => ({ ...row, ...found.get(row.id) })) }, askedAt);
}

/**
 * The older pages of a list after its first page was read anew: rows that new ones pushed off the first page stay in front of
 * them; after a gap (nothing of the first page is there any more) they are dropped, which undefined says.
 */
export function keepDisplaced<Row extends { id: string }>(older: Older<Row>, now: Row[]): Older<Row> | undefined {
  const before = older.behind;
  const present = new Set(now.map(({ id }) => id));
  const lastKept = before.findLastIndex((row) => present.has(row.id));
  // A search may have found nothing on its first page, and does not lose by that what it found behind it.
  if (lastKept === -1 && before.length > 0) return undefined;
  const rest = older.rows.filter((row) => !present.has(row.id));
  // Where older rows have moved up, or a place stayed empty, others left the list and made room: none was pushed off.
  const hasRoom = rest.length < older.rows.length || now.length < before.length;
  const displaced = hasRoom ? [] : before.slice(lastKept + 1);
  const known = new Set(displaced.map(({ id }) => id));
  return { ...older, behind: now, rows: [...displaced, ...rest.filter((row) => !known.has(row.id))] };
}
