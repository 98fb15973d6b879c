"use client";

import { useEffect, useRef } from "react";
import { Button } from "./button";
import { PartError } from "./error-state";

/** The end of a cursor list: loads the next page when it comes into view, and by button. */
export function LoadMore({
  more,
  pending,
  error,
  onMore,
  end,
}: {
  more: boolean;
  pending: boolean;
  error?: unknown;
  onMore: () => void;
  /** Said when there is no more, such as "All 214 calls". */
  end?: string;
}) {
  const sentinel = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  const waiting = more && !pending && !error;
  useEffect(() => {
    const element = sentinel.current;
    if (!element || !waiting) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [waiting]);
  return (
    <div ref={sentinel} className="flex min-h-14 items-center justify-center text-13 text-faint">
      {error ? <PartError error={error} onRetry={onMore} /> : null}
      {more && !error ? (
        <Button look="ghost" pending={pending} onClick={onMore}>
          Load more
        </Button>
      ) : null}
      {more ? null : end}
    </div>
  );
}
