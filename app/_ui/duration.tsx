"use client";

import { formatDuration } from "./format/format-duration";
import { useNow } from "./use-now";

/** A finished length in milliseconds, "3:07"; null shows an en dash. */
export function Duration({ ms }: { ms: number | null | undefined }) {
  if (ms === null || ms === undefined) return <span className="text-faint">–</span>;
  return <span className="tabular">{formatDuration(ms)}</span>;
}

/** Time since `since`, ticking each second. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow(1000);
  return (
    <span role="timer" className="tabular" suppressHydrationWarning>
      {formatDuration(now - new Date(since).getTime())}
    </span>
  );
}
