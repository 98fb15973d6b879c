import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

/** A column's head that orders the list: the greatest first, then the smallest first, and so on. */
export function SortHead({
  name,
  sort,
  onSort,
  children,
}: {
  name: string;
  sort: string | undefined;
  onSort: (sort: string) => void;
  children: ReactNode;
}) {
  const descending = sort === `-${name}`;
  const Arrow = descending ? ArrowDown : sort === name ? ArrowUp : null;
  return (
    <button
      type="button"
      onClick={() => onSort(descending ? name : `-${name}`)}
      className="inline-flex h-full items-center gap-1 rounded-[3px] hover:text-ink"
    >
      {Arrow ? <Arrow aria-hidden className="size-3 text-accent" /> : null}
      {children}
    </button>
  );
}
