/** Remembers recent failures of a dependency, so that nobody waits for what is known to be down. */
export type Breaker = {
  /** Whether the dependency may be asked now. */
  isClosed: () => boolean;
  /** True once in every pause while it is open: the caller may try, in the background, whether it is back. */
  isDueForProbe: () => boolean;
  failed: () => void;
  succeeded: () => void;
};

/**
 * @param failures that many within `within_ms`, with no success between them, open the breaker; it stays open until a
 *   probe succeeds, and a probe is due every `pause_ms`
 */
export function createBreaker(
  { failures, within_ms, pause_ms }: { failures: number; within_ms: number; pause_ms: number },
  now: () => number = Date.now,
): Breaker {
  let recent: number[] = [];
  let probeAt: number | undefined;
  return {
    isClosed: () => probeAt === undefined,
    isDueForProbe: () => {
      if (probeAt === undefined || now() < probeAt) return false;
      probeAt = now() + pause_ms;
      return true;
    },
    failed: () => {
      const at = now();
      recent = [...recent.filter((failure) => at - failure < within_ms), at];
      if (recent.length >= failures) probeAt ??= at + pause_ms;
    },
    succeeded: () => {
      recent = [];
      probeAt = undefined;
    },
  };
}
