import type { Figures } from "@/lib/analytics/figures";
import type { PeriodFigures } from "@/lib/analytics/read-figures";

/**
 * The hour or day that is not over: what it has until now is not to be held against the whole of its counterpart. -1 where
 * all are over.
 */
export function runningBin({ period, bins }: Pick<PeriodFigures, "period" | "bins">): number {
  return period.is_running ? bins.findLastIndex(({ now }) => now !== null) : -1;
}

/**
 * What is shown of a period at one of its hours or days, or of the whole of it, and what that is compared with: null where
 * it would not be like with like.
 */
export function figuresAt(
  data: Pick<PeriodFigures, "period" | "bins" | "figures" | "previous">,
  at: number | null,
): { now: Figures | null; before: Figures | null; isRunning: boolean } {
  const bin = at === null ? undefined : data.bins[at];
  if (!bin) return { now: data.figures, before: data.previous, isRunning: false };
  const isRunning = at === runningBin(data);
  return { now: bin.now, before: isRunning ? null : bin.before, isRunning };
}
