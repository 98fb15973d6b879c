import clsx from "clsx";

/** A grey bar the size of what will be there; invisible for the first 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-late rounded-[4px] bg-pressed", className)} />;
}

const WIDTHS = ["w-28", "w-36", "w-24", "w-32", "w-20"];

/** Rows of a table to come. */
export function TableSkeleton({ rows = 12, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="h-8 border-line border-b" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div key={row} className="flex h-9 items-center gap-6 border-line border-b px-4 max-sm:h-16">
          <Skeleton className={clsx("h-3", WIDTHS[row % WIDTHS.length])} />
          <Skeleton className="h-3 w-24 max-sm:hidden" />
          <Skeleton className={clsx("h-3 max-md:hidden", WIDTHS[(row + 2) % WIDTHS.length])} />
          <Skeleton className="ml-auto h-3 w-12" />
        </div>
      ))}
    </div>
  );
}

/** Lines of text to come. */
export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
        <Skeleton key={line} className={clsx("h-3.5", line === lines - 1 ? "w-2/5" : "w-full")} />
      ))}
    </div>
  );
}

/** The head of a page to come: breadcrumb, answer and one line under it. */
export function HeaderSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <div className="flex h-12 items-center border-line border-b px-4 md:px-6">
        <Skeleton className="h-3.5 w-28" />
      </div>
      <div className="flex flex-col gap-2.5 px-4 pt-6 md:px-6">
        <Skeleton className="h-5 w-80 max-w-full" />
        <Skeleton className="h-3.5 w-56 max-w-full" />
      </div>
    </div>
  );
}
