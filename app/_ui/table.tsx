"use client";

import clsx from "clsx";
import Link from "next/link";
import { Fragment, type KeyboardEvent as ReactKeyboardEvent, type ReactNode, useRef } from "react";
import { useShortcuts } from "./shortcuts";
import { SortHead } from "./sort-head";

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers go right and line up. */
  align?: "right";
  width?: string;
  /** Takes the room that is left and truncates. */
  fill?: boolean;
  /** Leaves the table below this width; the record still shows it. */
  hideBelow?: "md" | "lg" | "xl";
  /** The name of the order that its head switches, `-name` being the greatest first. */
  sort?: string;
  /** Place on the card that a row becomes under 640 px; columns without a place are left out there. */
  phone?: "title" | "aside" | "detail" | "meta";
  /** Only on that card, not in the table. */
  phoneOnly?: boolean;
};

const HIDE = { md: "sm:max-md:hidden", lg: "sm:max-lg:hidden", xl: "sm:max-xl:hidden" };
const PLACE = {
  title: "max-sm:[grid-area:title] max-sm:text-14 max-sm:font-medium",
  aside: "max-sm:[grid-area:aside] max-sm:text-right",
  detail: "max-sm:[grid-area:detail] max-sm:text-muted",
  meta: "max-sm:[grid-area:meta] max-sm:text-right max-sm:text-muted",
};

/**
 * Rows of records: 36 px high, sticky head, cards on a phone. The first column links to the record and the link covers
 * the row, so Tab, j/k and Enter work and a row opens in a new tab. Interactive cells need `relative z-1`.
 * `onKey` gets single keys pressed on the focused row (triage) and answers true when it used one.
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
  footer,
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
  /** Opens the record in place (side panel); modified clicks still follow `href`. */
  onOpen?: (row: Row) => void;
  onKey?: (key: string, row: Row) => boolean;
  arrived?: ReadonlySet<string>;
  selected?: string | null;
  footer?: ReactNode;
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
  const body = useRef<HTMLTableSectionElement>(null);
  const doors = () => [...(body.current?.querySelectorAll<HTMLElement>("[data-door]") ?? [])];
  const move = (step: number) => {
    const all = doors();
    const at = all.indexOf(document.activeElement as HTMLElement);
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
  const pressed = (event: ReactKeyboardEvent, row: Row) => {
    if (!onKey || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    if (onKey(event.key, row)) event.preventDefault();
  };
  const cell = (row: Row, column: Column<Row>, index: number) => {
    const content = column.cell(row);
    if (index > 0 || !doorway) return content;
    const cover =
      "inline-flex max-w-full align-middle rounded-[3px] after:absolute after:inset-0 focus-visible:outline-none";
    return href ? (
      <Link
        data-door
        href={href(row)}
        prefetch={false}
        className={cover}
        onClick={(event) => {
          if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen(row);
        }}
      >
        {content}
      </Link>
    ) : (
      <button data-door type="button" className={clsx(cover, "text-left")} onClick={() => onOpen?.(row)}>
        {content}
      </button>
    );
  };
  return (
    <table
      aria-label={label}
      className={clsx(
        "w-full border-separate border-spacing-0 text-13 max-sm:block",
        wide ? "[--edge:1rem] md:[--edge:1.5rem]" : "[--edge:1rem]",
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
              style={column.width ? { width: column.width } : undefined}
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
      <tbody ref={body} className="max-sm:block">
        {rows.map((row) => {
          const key = rowKey(row);
          const more = below?.(row);
          const line = more ? "border-transparent" : "border-line border-b";
          return (
            <Fragment key={key}>
              <tr
                data-row={key}
                data-chosen={choice?.chosen.has(key) || undefined}
                onKeyDown={(event) => pressed(event, row)}
                className={clsx(
                  "group relative transition-colors duration-100",
                  "max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3 max-sm:[grid-template-areas:'title_aside''detail_meta']",
                  !more && "max-sm:border-line max-sm:border-b",
                  doorway && "hover:bg-hover",
                  "has-[[data-door]:focus-visible]:bg-accent-soft has-[[data-door]:focus-visible]:shadow-[inset_2px_0_0_var(--accent)]",
                  (selected === key || choice?.chosen.has(key)) && "bg-accent-soft",
                  arrived?.has(key) && "animate-arrive",
                )}
              >
                {choice ? (
                  <td className={clsx("relative z-1 pl-(--edge) max-sm:hidden", line)}>
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={choice.label(row)}
                      checked={choice.chosen.has(key)}
                      onChange={() => undefined}
                      onClick={(event) => choice.onToggle(key, event.shiftKey)}
                      className="tick"
                    />
                  </td>
                ) : null}
                {columns.map((column, index) => (
                  <td
                    key={column.key}
                    className={clsx(
                      "h-9 whitespace-nowrap px-3 last:pr-(--edge) max-sm:h-auto max-sm:border-0 max-sm:p-0!",
                      line,
                      !choice && "first:pl-(--edge)",
                      column.align === "right" && "tabular text-right",
                      column.fill && "truncate",
                      column.hideBelow && HIDE[column.hideBelow],
                      column.phoneOnly && "sm:hidden",
                      column.phone ? PLACE[column.phone] : "max-sm:hidden",
                    )}
                  >
                    {cell(row, column, index)}
                  </td>
                ))}
              </tr>
              {more ? (
                <tr className="max-sm:block">
                  <td colSpan={columns.length + (choice ? 1 : 0)} className="border-line border-b p-0 max-sm:block">
                    {more}
                  </td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
      {footer ? <tfoot className="max-sm:block">{footer}</tfoot> : null}
    </table>
  );
}

function ariaSort(name: string | undefined, sort: string | undefined) {
  if (name === undefined || sort === undefined) return undefined;
  if (sort === name) return "ascending";
  return sort === `-${name}` ? "descending" : "none";
}
