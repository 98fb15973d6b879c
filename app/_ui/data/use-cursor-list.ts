"use client";

import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { useApiPrefix } from "../frame/org-context";
import { fetcher } from "./fetcher";
import { isFresh, serverNow } from "./freshness";
import { useLiveEvents } from "./live-context";
import type { Older } from "./older-pages";
import type { Snapshot } from "./snapshot";
import { useApi } from "./use-api";

export type Page<Row> = {
  data: Row[];
  next_cursor: string | null;
  total?: { value: number; capped: boolean };
};

/** There whenever older pages are: who asks for the first of them fetches it. */
let olderPages: typeof import("./older-pages") | undefined;

/** Above this the reader is at the top of the list, and new rows may appear by themselves. */
const AT_TOP = 120;
const HIGHLIGHT_MS = 2000;
const GATHER_MS = 250;

/**
 * A newest-first list with a cursor that lives: the first page follows the live events, older pages are kept behind it,
 * rows changed deeper down are read again one by one. While the reader has scrolled, new rows wait (`held`) until
 * `reveal`. Mount it anew (key) when `path` changes.
 * @param path of the first page with its filters, such as `/calls?limit=50&status=ended`
 * @param subject type of live events that speak of these rows
 * @param isAtTop whether the reader is at the top; by default of the page
 */
export function useCursorList<Row extends { id: string }>(
  path: string,
  {
    initial,
    subject,
    isAtTop = () => window.scrollY < AT_TOP,
  }: { initial?: Snapshot<Page<Row>> | undefined; subject: string; isAtTop?: () => boolean },
) {
  const api = useApiPrefix();
  const first = useApi<Page<Row>>(path, { initial });
  const olderKey = `${api}${olderPath(path)}`;
  // Asked for anew, each row is read again and put in its place, whatever has been pushed in meanwhile: nothing is replaced.
  const { data: older, mutate: setOlder } = useSWR<Older<Row> | undefined>(
    olderKey,
    (): Promise<Older<Row> | undefined> => readAll(),
    { revalidateOnMount: false },
  );
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(() => idsOf(initial?.data.data));
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [loading, setLoading] = useState(false);
  const [olderError, setOlderError] = useState<unknown>();
  const shownBefore = useRef<Row[] | undefined>(initial?.data.data);
  const page = first.data;

  const reveal = () => {
    if (!page) return;
    setArrived(new Set(page.data.filter((row) => !revealed.has(row.id)).map((row) => row.id)));
    setRevealed(idsOf(page.data));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each answer of the server
  useEffect(() => {
    if (!page) return;
    const before = shownBefore.current;
    shownBefore.current = page.data;
    if (!before) {
      setRevealed(idsOf(page.data));
      return;
    }
    // Also what was pushed off while the list was left.
    if (older && older.behind !== page.data)
      setOlder(olderPages?.keepDisplaced(older, page.data), { revalidate: false });
    if (before !== page.data && isAtTop()) reveal();
  }, [page]);

  useEffect(() => {
    if (arrived.size === 0) return;
    const timer = setTimeout(() => setArrived(new Set()), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [arrived]);

  const readAnew = async (ids: string[], at = older?.at ?? 0): Promise<void> => {
    const place = await olderPages?.readRows<Row>(`${api}${path}`, ids, olderKey);
    setOlder((now) => now && place?.({ ...now, at }), { revalidate: false });
  };
  const readAll = async (): Promise<Older<Row> | undefined> => {
    await readAnew([...idsOf(older?.rows)], serverNow());
    return older;
  };
  useChangedRows(subject, older, readAnew);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what has changed while the list was left
  useEffect(() => {
    if (older && !isFresh(`${api}${path}`, older.at)) readAll().catch(() => undefined);
  }, []);

  const cursor = older ? older.cursor : (page?.next_cursor ?? null);
  const loadMore = async () => {
    if (!page || !cursor || loading) return;
    setLoading(true);
    setOlderError(undefined);
    try {
      olderPages ??= await import("./older-pages");
      // There already, so that what is pushed off the first page meanwhile is kept; after a gap the answer fits no more.
      if (!older) setOlder({ rows: [], cursor, behind: page.data, at: serverNow() }, { revalidate: false });
      const next = await fetcher<Page<Row>>(`${api}${path}&cursor=${encodeURIComponent(cursor)}`);
      setOlder((now) => now && { ...now, rows: [...now.rows, ...next.data], cursor: next.next_cursor }, {
        revalidate: false,
      });
    } catch (error) {
      setOlderError(error);
    } finally {
      setLoading(false);
    }
  };

  const fresh = page?.data ?? [];
  const visible = shownBefore.current ? fresh.filter((row) => revealed.has(row.id)) : fresh;
  // Where rows leave the first page, older ones move up into it before they are taken out here.
  const present = older && idsOf(fresh);
  return {
    rows: [...visible, ...(older?.rows ?? []).filter((row) => !present?.has(row.id))],
    total: page?.total,
    held: shownBefore.current ? fresh.length - visible.length : 0,
    arrived,
    reveal,
    pending: first.isLoading,
    error: page ? undefined : first.error,
    retry: () => void first.mutate(),
    more: cursor !== null,
    loadMore,
    loadingMore: loading,
    olderError,
  };
}

/** Where the cache keeps the older pages of a list, as `{ rows, cursor }`: for changes that must show at once. */
export function olderPath(path: string): string {
  return `${path}#older`;
}

function idsOf(rows: readonly { id: string }[] | undefined): ReadonlySet<string> {
  return new Set(rows?.map((row) => row.id));
}

/** Gathers live events about rows of the older pages and hands their ids over together. */
function useChangedRows(
  subject: string,
  older: { rows: { id: string }[] } | undefined,
  read: (ids: string[]) => Promise<void>,
) {
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents((event) => {
    const id = event.subject_id;
    if (event.subject_type !== subject || !id || !older?.rows.some((row) => row.id === id)) return;
    waiting.current.add(id);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = [...waiting.current];
      waiting.current.clear();
      // What could not be read now is told by the next event, or read on the next visit.
      read(ids).catch(() => undefined);
    }, GATHER_MS);
  });
}
