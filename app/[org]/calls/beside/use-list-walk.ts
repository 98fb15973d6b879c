"use client";

import { type RefObject, useCallback, useEffect, useRef, useSyncExternalStore } from "react";

/**
 * Walks the list from the call that stands beside it, or from the row that has the focus. A call that is opened has the focus
 * of `box`; one that is walked to from a row leaves it in the list; when the box is closed, the row of its call has it.
 * @param show is handed the neighbour
 */
export function useListWalk(id: string, box: RefObject<HTMLElement | null>, show: (id: string) => void) {
  const [at = -1, count = 0] = useSyncExternalStore(
    onRows,
    () => placeOf(id),
    () => "",
  )
    .split("/")
    .map(Number);
  /** Where the call stands, or stood before it left the list: the next one has taken its place. */
  const place = useRef(0);
  const shown = useRef(id);
  const inList = useRef(false);
  /** Calls that were stepped to and that the router has not told of yet. */
  const ahead = useRef<string[]>([]);
  useEffect(() => {
    if (at !== -1) place.current = at;
  }, [at]);
  useEffect(() => {
    shown.current = id;
    // The router tells of quick steps one after the other, and late; what was stepped to already counts from here.
    const told = ahead.current.indexOf(id);
    ahead.current = told === -1 ? [] : ahead.current.slice(told + 1);
    if (!inList.current) box.current?.focus({ preventScroll: true });
    inList.current = false;
  }, [id, box]);
  useEffect(
    () => () => {
      if (document.activeElement === document.body) focusRow(shown.current, place.current);
    },
    [],
  );
  // A key of the list may have gone on to the next row.
  useEffect(() => {
    const pressed = ({ key, metaKey, ctrlKey, altKey }: KeyboardEvent) => {
      const row = focusedRow();
      if (key !== "e" || metaKey || ctrlKey || altKey || !row || row === shown.current) return;
      inList.current = true;
      show(row);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [show]);
  const step = useCallback(
    (by: 1 | -1) => {
      const rows = rowsOnScreen();
      const focused = focusedRow();
      const here = focused ?? ahead.current.at(-1) ?? shown.current;
      const from = rows.findIndex((row) => row.dataset.row === here);
      const next = rows[from === -1 ? place.current + (by === 1 ? 0 : -1) : from + by];
      if (!next?.dataset.row) return;
      inList.current = focused !== undefined;
      ahead.current.push(next.dataset.row);
      show(next.dataset.row);
      if (focused) doorOf(next)?.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    },
    [show],
  );
  const gone = at === -1;
  return {
    step,
    hasPrevious: gone ? place.current > 0 : at > 0,
    hasNext: gone ? place.current < count : at < count - 1,
  };
}

function rowsOnScreen(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main [data-row]")];
}

function doorOf(row: HTMLElement | undefined) {
  return row?.querySelector<HTMLElement>("[data-door]");
}

function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
}

function focusRow(id: string, place: number): void {
  const rows = rowsOnScreen();
  const row = rows.find((each) => each.dataset.row === id) ?? rows[Math.min(place, rows.length - 1)];
  doorOf(row)?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function onRows(changed: () => void) {
  const observer = new MutationObserver(changed);
  const main = document.querySelector("main");
  if (main) observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function placeOf(id: string): string {
  const rows = rowsOnScreen();
  return `${rows.findIndex((row) => row.dataset.row === id)}/${rows.length}`;
}
