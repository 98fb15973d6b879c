"use client";

import clsx from "clsx";
import { type CSSProperties, type ReactNode, useDeferredValue, useLayoutEffect, useRef } from "react";
import { useShortcuts } from "./shortcuts";
import { SortHead } from "./sort-head";
import { type Column, HIDE } from "./table-column";
import { type RowActs, TableRow } from "./table-row";

/** What a window shows of a table; the rows below follow when these are painted. */
const AT_ONCE = 25;

/**
 * Rows of records: 36 px high, sticky head, cards on a phone. The first column links to the record and the link covers
 * the row, so Tab, j/k and Enter work and a row opens in a new tab. Interactive cells need `relative z-1`.
 * `onKey` gets single keys pressed on the focused row (triage) and answers true when it used one, "next" to go on to the
 * next row as well. When the focused row leaves the table, the one that takes its place is focused. A row is drawn again
 * when its record or its marks change: hand over the same `columns` and the same records while they are the same.
 */
export function DataTable<Row>({
  label,
  rows,
  columns,
  rowKey,
  href,
  onOpen,
  onKey,
  arrived,
  selected,
  sort,
  onSort,
  choice,
  below,
  wide = false,
}: {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  href?: (row: Row) => string;
  /** Opens the record in place (side panel), or says false to have `href` followed; modified clicks always follow it. */
  onOpen?: (row: Row) => unknown;
  onKey?: (key: string, row: Row) => boolean | "next";
  arrived?: ReadonlySet<string>;
  selected?: string | null;
  /** The order in force; heads of columns with `sort` change it by `onSort`. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** Rows that can be chosen for an action on many. */
  choice?: {
    chosen: ReadonlySet<string>;
    onToggle: (key: string, extend: boolean) => void;
    label: (row: Row) => string;
  };
  /** A line of its own under a row, such as why it was found. */
  below?: (row: Row) => ReactNode;
  /** Runs from edge to edge of the screen: its text begins where that of the head above it does. */
  wide?: boolean;
}) {
  const isWhole = useDeferredValue(true, rows.length <= AT_ONCE);
  const body = useRef<HTMLTableSectionElement>(null);
  const doors = () => [...(body.current?.querySelectorAll<HTMLElement>("[data-door]") ?? [])];
  const move = (step: number) => {
    const all = doors();
    const row = document.activeElement?.closest("[data-row]");
    const at = row ? all.findIndex((door) => row.contains(door)) : -1;
    const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };
  const doorway = Boolean(href || onOpen);
  useShortcuts(
    doorway
      ? [
          { keys: "j", does: "Next row", run: () => move(1) },
          { keys: "k", does: "Previous row", run: () => move(-1) },
          { keys: "Enter", does: "Open the row" },
        ]
      : [],
  );
  const latest = useRef<RowActs<Row>>({});
  useLayoutEffect(() => {
    latest.current = { onOpen, onKey, onMove: move, onToggle: choice?.onToggle };
  });
  const focused = useRef<{ key: string; index: number } | null>(null);
  useLayoutEffect(() => {
    const was = focused.current;
    if (!was) return;
    const index = rows.findIndex((row) => rowKey(row) === was.key);
    if (index !== -1) {
      was.index = index;
      return;
    }
    focused.current = null;
    // Who has gone on to something else meanwhile stays there.
    if (document.activeElement === document.body)
      doors()[Math.min(was.index, rows.length - 1)]?.focus({ preventScroll: true });
  });
  return (
    <table
      aria-label={label}
      className={clsx(
        "w-full border-separate border-spacing-0 text-13 [--edge:1rem] max-sm:block",
        wide && "md:[--edge:1.5rem]",
        columns.some((column) => column.fill) && "sm:table-fixed",
      )}
    >
      <thead className="max-sm:sr-only">
        <tr>
          {choice ? (
            <th
              scope="col"
              className="sticky top-12 z-10 w-[calc(1.5rem+var(--edge))] border-line border-b bg-canvas max-sm:hidden"
            >
              <span className="sr-only">Chosen</span>
            </th>
          ) : null}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              style={{ width: column.width }}
              aria-sort={ariaSort(column.sort, sort)}
              className={clsx(
                "sticky top-12 z-10 h-8 whitespace-nowrap border-line border-b bg-canvas px-3 text-left font-medium text-12 text-faint first:pl-(--edge) last:pr-(--edge)",
                column.align === "right" && "text-right",
                column.hideBelow && HIDE[column.hideBelow],
                column.phoneOnly && "sm:hidden",
              )}
            >
              {column.sort && onSort ? (
                <SortHead name={column.sort} sort={sort} onSort={onSort}>
                  {column.head}
                </SortHead>
              ) : (
                column.head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        ref={body}
        className="max-sm:block"
        onFocus={(event) => {
          const key = event.target.closest<HTMLElement>("[data-row]")?.dataset.row;
          focused.current = key === undefined ? null : { key, index: rows.findIndex((row) => rowKey(row) === key) };
        }}
        onBlur={() => {
          focused.current = null;
        }}
      >
        {(isWhole ? rows : rows.slice(0, AT_ONCE)).map((row) => {
          const key = rowKey(row);
          return (
            <TableRow
              key={key}
              id={key}
              row={row}
              columns={columns}
              acts={latest}
              opens={Boolean(onOpen)}
              href={href?.(row)}
              choiceLabel={choice?.label(row)}
              chosen={choice?.chosen.has(key) ?? false}
              current={selected === key}
              arrived={arrived?.has(key) ?? false}
              below={below?.(row)}
            />
          );
        })}
        {isWhole ? null : (
          // Keeps their place, so that the page is as long as the one that was left.
          <tr style={{ "--rows": rows.length - AT_ONCE } as CSSProperties} className="rows-to-come" />
        )}
      </tbody>
    </table>
  );
}

function ariaSort(name: string | undefined, sort: string | undefined) {
  if (name === undefined || sort === undefined) return undefined;
  if (sort === name) return "ascending";
  return sort === `-${name}` ? "descending" : "none";
}
