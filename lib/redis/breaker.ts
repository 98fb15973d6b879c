/** Remembers recent failures of a dependency, so that nobody waits for what is known to be down. */
export type Breaker = {
  /** Whether the dependency may be asked now. */
  isClosed: () => boolean;
  failed: () => void;
  succeeded: () => void;
};

/**
 * @param failures that many within `within_ms` open the breaker for `pause_ms`; the first question after the pause decides anew
 */
export function createBreaker(
  { failures, within_ms, pause_ms }: { failures: number; within_ms: number; pause_ms: number },
  now: () => number = Date.now,
): Breaker {
  let recent: number[] = [];
  let openUntil = 0;
  return {
    isClosed: () => now() >= openUntil,
    failed: () => {
      const at = now();
      recent = [...recent.filter((failure) => at - failure < within_ms), at];
      if (recent.length >= failures) openUntil = at + pause_ms;
    },
    succeeded: () => {
      recent = [];
    },
  };
}
