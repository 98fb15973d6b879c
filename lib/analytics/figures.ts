import type { Counted } from "./counted";
import { latencyAt } from "./latency-at";
import { supportsPercentile } from "./supports-percentile";

/**
 * What is said of calls in a span of time. Shares are between 0 and 1, and null where nothing can be said. The words stand in
 * docs/glossary.md and beside every figure on screen; this is where they are reckoned.
 */
export type Figures = {
  calls: number;
  /** Reached a final state; of these failed, and connected: there was a conversation. */
  ended_calls: number;
  error_calls: number;
  connected_calls: number;
  /** Connected, and not to voicemail; of these contained: no person was called for. */
  conversation_calls: number;
  contained_calls: number;
  duration_ms: number;
  cost_micros: number;
  billable_calls: number;
  billable_duration_ms: number;
  billable_cost_micros: number;
  /** Calls whose analysis says whether they reached their aim; of these did. */
  analyzed_calls: number;
  successful_calls: number;
  /** Calls that reached their aim, of those whose analysis says. */
  success: number | null;
  /** Conversations that the agent held to the end alone: no person was called for. Voicemail is no conversation. */
  containment: number | null;
  positive_calls: number;
  neutral_calls: number;
  negative_calls: number;
  /** Median and 90th percentile of the calls' own median latencies; the latter null with fewer than ten of them. */
  latency_p50_ms: number | null;
  latency_p90_ms: number | null;
};

/** Reckons figures from sums. */
export function figuresOf(counted: Counted): Figures {
  const conversation_calls = counted.connected_calls - counted.voicemail_calls;
  const contained_calls = conversation_calls - counted.transferred_calls;
  const measured = counted.latency.reduce((sum, count) => sum + count, 0);
  return {
    calls: counted.calls,
    ended_calls: counted.ended_calls,
    error_calls: counted.error_calls,
    connected_calls: counted.connected_calls,
    conversation_calls,
    contained_calls,
    duration_ms: counted.duration_ms,
    cost_micros: counted.cost_micros,
    billable_calls: counted.billable_calls,
    billable_duration_ms: counted.billable_duration_ms,
    billable_cost_micros: counted.billable_cost_micros,
    analyzed_calls: counted.analyzed_calls,
    successful_calls: counted.successful_calls,
    success: share(counted.successful_calls, counted.analyzed_calls),
    containment: share(contained_calls, conversation_calls),
    positive_calls: counted.positive_calls,
    neutral_calls: counted.neutral_calls,
    negative_calls: counted.negative_calls,
    latency_p50_ms: latencyAt(counted.latency, 0.5),
    latency_p90_ms: supportsPercentile(measured, 90) ? latencyAt(counted.latency, 0.9) : null,
  };
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
