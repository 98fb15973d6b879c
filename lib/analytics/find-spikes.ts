/** Calls of one agent in one hour, that hour's failures among them. `weeks_ago` 0 is the hour looked at. */
export type AgentHour = { agent_id: string; weeks_ago: number; calls: number; error_calls: number };

/** How an hour differs from what is usual for that hour of that weekday. */
export type Spike = {
  agent_id: string;
  spike: "more_calls" | "fewer_calls" | "more_failures";
  /** Calls of the hour, or of these the failed ones. */
  count: number;
  /** The median of the same hour in earlier weeks. */
  usual: number;
};

/** Fewer earlier weeks than this are no habit. */
const LEAST_WEEKS = 3;

/**
 * Finds what is out of the ordinary: at least ten calls and two and a half times as many as usual; less than a third of a usual eight
 * or more; at least three failures, a fifth of the hour's calls and three times as many as usual. The median is what is usual, so
 * that one holiday or one bad day does not move it. An agent without the least history has no usual.
 * @param weeks earlier weeks looked at that the agent existed in, by agent; weeks without calls count as zero
 */
export function findSpikes(hours: readonly AgentHour[], weeks: ReadonlyMap<string, number>): Spike[] {
  return [...weeks].flatMap(([agent_id, known]): Spike[] => {
    if (known < LEAST_WEEKS) return [];
    const own = hours.filter((hour) => hour.agent_id === agent_id);
    const now = own.find(({ weeks_ago }) => weeks_ago === 0) ?? { calls: 0, error_calls: 0 };
    const earlier = Array.from({ length: known }, (_, index) => own.find(({ weeks_ago }) => weeks_ago === index + 1));
    const usual = median(earlier.map((hour) => hour?.calls ?? 0));
    const usualErrors = median(earlier.map((hour) => hour?.error_calls ?? 0));
    if (now.error_calls >= 3 && now.error_calls >= now.calls / 5 && now.error_calls >= usualErrors * 3) {
      return [{ agent_id, spike: "more_failures", count: now.error_calls, usual: usualErrors }];
    }
    if (now.calls >= 10 && now.calls >= usual * 2.5) {
      return [{ agent_id, spike: "more_calls", count: now.calls, usual }];
    }
    if (usual >= 8 && now.calls < usual / 3) return [{ agent_id, spike: "fewer_calls", count: now.calls, usual }];
    return [];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
