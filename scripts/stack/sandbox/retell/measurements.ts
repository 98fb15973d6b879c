import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { modelRequests } from "../calls/token-usage";
import type { TimedStep, Timeline } from "../speech/timeline";

/** Cents a second, from Retell's public price list (voice engine, language model, telephony). */
const PRICES = { elevenlabs_tts: 0.1166667, gpt_4_1: 0.075, us_telephony: 0.025 } as const;

/** Cents by product for the seconds a call lasted. */
export function callCost(duration_ms: number): PhoneCallResponse.CallCost {
  const seconds = Math.ceil(duration_ms / 1000);
  const product_costs = Object.entries(PRICES).map(([product, unit_price]) => ({
    product,
    unit_price,
    cost: round(unit_price * seconds, 4),
  }));
  return {
    product_costs,
    total_duration_seconds: seconds,
    total_duration_unit_price: round(
      Object.values(PRICES).reduce((total, price) => total + price, 0),
      7,
    ),
    combined_cost: round(
      product_costs.reduce((total, { cost }) => total + cost, 0),
      4,
    ),
  };
}

/** Percentiles of the reply latencies that can be heard in the recording, and how its parts usually share them. */
export const latency = once(measureLatency);

export const tokenUsage = once(measureTokens);

function measureLatency(timeline: Timeline): PhoneCallResponse.Latency {
  const heard = timeline.steps.flatMap((step: TimedStep) =>
    step.kind === "line" && step.latency_ms !== undefined ? [step.latency_ms] : [],
  );
  if (heard.length === 0) return {};
  const share = (part: number) => percentiles(heard.map((value) => Math.round(value * part)));
  return { e2e: percentiles(heard), asr: share(0.11), llm: share(0.56), tts: share(0.24) };
}

function percentiles(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    min: at(0),
    max: at(1),
    num: values.length,
    values,
  };
}

function measureTokens(timeline: Timeline): PhoneCallResponse.LlmTokenUsage {
  const values = modelRequests(timeline.steps).map((request) => request.prompt_tokens + request.completion_tokens);
  const total = values.reduce((sum, value) => sum + value, 0);
  return { values, num_requests: values.length, average: values.length === 0 ? 0 : round(total / values.length, 2) };
}

/** A conversation's measurements are the same in each of its calls, and lists ask for thousands of them. */
function once<T>(measure: (timeline: Timeline) => T): (timeline: Timeline) => T {
  const known = new WeakMap<Timeline, T>();
  return (timeline) => {
    const measured = known.get(timeline) ?? measure(timeline);
    known.set(timeline, measured);
    return measured;
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
