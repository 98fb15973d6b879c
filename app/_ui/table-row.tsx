"use client";

import clsx from "clsx";
import { memo, type KeyboardEvent as ReactKeyboardEvent, type ReactNode, type RefObject } from "react";
import { Link } from "./link";
import { type Column, HIDE } from "./table-column";

/** What a row does when it is used; read when it happens, so that new functions draw no row anew. */
export type RowActs<Row> = {
  onOpen?: ((row: Row) => unknown) | undefined;
  onKey?: ((key: string, row: Row) => boolean | "next") | undefined;
  onMove?: ((step: number) => void) | undefined;
  onToggle?: ((key: string, extend: boolean) => void) | undefined;
};

const PLACE = {
  title: "max-sm:[grid-area:title] max-sm:text-14 max-sm:font-medium",
  aside: "max-sm:[grid-area:aside] max-sm:text-right",
  detail: "max-sm:[grid-area:detail] max-sm:text-muted",
  meta: "max-sm:[grid-area:meta] max-sm:text-right max-sm:text-muted",
};
const COVER =
  "inline-flex max-w-full align-middle rounded-[3px] after:absolute after:inset-0 focus-visible:outline-none";

type Props<Row> = {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  acts: RefObject<RowActs<Row>>;
  /** Opens in place; `href` is where it leads otherwise. */
  opens: boolean;
  href: string | undefined;
  /** Names the box that chooses the row; without it there is none. */
  choiceLabel: string | undefined;
  chosen: boolean;
  /** Its record stands open beside the table. */
  current: boolean;
  arrived: boolean;
  /** A line of its own under the row. */
  below: ReactNode;
};

/** One record of a `DataTable`: a row, a card on a phone. */
export const TableRow = memo(Row) as typeof Row;

function Row<Record>(props: Props<Record>) {
  const { id, row, columns, acts, opens, href, choiceLabel, chosen, current, arrived, below } = props;
  const doorway = opens || href !== undefined;
  const line = below ? "border-transparent" : "border-line border-b";
  const pressed = (event: ReactKeyboardEvent) => {
    // A key that is held down is one mark, not one for every row under it.
    if (event.metaKey || event.ctrlKey || event.altKey || event.repeat) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const used = acts.current.onKey?.(event.key, row);
    if (used) event.preventDefault();
    if (used === "next") acts.current.onMove?.(1);
  };
  return (
    <>
      <tr
        data-row={id}
        data-chosen={chosen || undefined}
        aria-current={current || undefined}
        onKeyDown={pressed}
        className={clsx(
          "group phone-card relative transition-colors duration-100",
          !below && "max-sm:border-line max-sm:border-b",
          doorway && "hover:bg-hover",
          "has-[[data-door]:focus-visible]:bg-accent-soft has-[[data-door]:focus-visible]:shadow-[inset_2px_0_0_var(--accent)]",
          chosen && "bg-accent-soft",
          arrived && "animate-arrive",
        )}
      >
        {choiceLabel === undefined ? null : (
          <td className={clsx("relative z-1 pl-(--edge) max-sm:hidden", line)}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={choiceLabel}
              checked={chosen}
              onChange={() => undefined}
              onClick={(event) => {
                acts.current.onToggle?.(id, event.shiftKey);
                // The keys of rows (j, x, e …) go on from here; in the box itself they would be typing.
                if (event.detail > 0)
                  event.currentTarget
                    .closest("tr")
                    ?.querySelector<HTMLElement>("[data-door]")
                    ?.focus({ preventScroll: true });
              }}
              className="tick"
            />
          </td>
        )}
        {columns.map((column, index) => (
          <td
            key={column.key}
            className={clsx(
              "h-9 whitespace-nowrap px-3 last:pr-(--edge) max-sm:h-auto max-sm:border-0 max-sm:p-0!",
              line,
              choiceLabel === undefined && "first:pl-(--edge)",
              column.align === "right" && "tabular text-right",
              column.fill && "truncate",
              column.hideBelow && HIDE[column.hideBelow],
              column.phoneOnly && "sm:hidden",
              column.phone ? PLACE[column.phone] : "max-sm:hidden",
            )}
          >
            {index === 0 && doorway ? (
              <Door href={href} onOpen={opens ? () => acts.current.onOpen?.(row) : undefined}>
                {column.cell(row)}
              </Door>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
      {below ? (
        <tr className="max-sm:block">
          <td
            colSpan={columns.length + (choiceLabel === undefined ? 0 : 1)}
            className="border-line border-b p-0 max-sm:block"
          >
            {below}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** The link or button in the first cell that covers the row. Modified clicks follow the link even where rows open in place. */
function Door({
  href,
  onOpen,
  children,
}: {
  href: string | undefined;
  onOpen: (() => unknown) | undefined;
  children: ReactNode;
}) {
  if (href === undefined) {
    return (
      <button data-door type="button" className={clsx(COVER, "text-left")} onClick={onOpen}>
        {children}
      </button>
    );
  }
  return (
    <Link
      data-door
      href={href}
      prefetch={false}
      className={COVER}
      onClick={(event) => {
        if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        if (onOpen() !== false) event.preventDefault();
      }}
    >
      {children}
    </Link>
  );
}
