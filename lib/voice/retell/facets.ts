import { finalStatusOf, knownReasons } from "../disconnection-reasons";
import type { CallStatus, Facets } from "../provider";
import { toMicros } from "../to-micros";
import type { RetellCall } from "./payloads";
import { redactionOf } from "./redaction";

const iso = (ms: number): string => new Date(ms).toISOString();

/** What every event of a call knows: who, when it began, the data its creator attached, and what the agent noted down. */
export function basicFacets(call: RetellCall): Facets {
  const { retell_llm_dynamic_variables, collected_dynamic_variables } = call;
  const metadata = {
    ...call.metadata,
    ...(retell_llm_dynamic_variables && { dynamic_variables: retell_llm_dynamic_variables }),
    ...(collected_dynamic_variables && { collected_dynamic_variables }),
  };
  return {
    party: {
      channel: call.call_type === "web_call" ? "web" : "phone",
      direction: call.direction ?? null,
      from_number: call.from_number ?? null,
      to_number: call.to_number ?? null,
    },
    ...(call.start_timestamp !== undefined && { start: { started_at: iso(call.start_timestamp) } }),
    ...(Object.keys(metadata).length > 0 && { metadata: { metadata } }),
  };
}

/** What is known once a call is over. */
export function endedFacets(call: RetellCall, endedAtMs: number | undefined): Facets {
  const reason = call.disconnection_reason;
  const redaction = redactionOf(call);
  const [mono, stereo] = recordingsOf(call, redaction !== undefined);
  return {
    ...basicFacets(call),
    status: { status: finalStatus(call) },
    end: { ended_at: endedAtMs === undefined ? null : iso(endedAtMs), duration_ms: durationOf(call) },
    outcome: { disconnection_reason: reason ?? null },
    ...transferFacet(call.transfer_destination),
    ...costFacet(call),
    ...latencyFacet(call),
    ...((mono || stereo) && { recording: { recording_url: mono, recording_stereo_url: stereo } }),
    ...(redaction && { redaction: { redaction } }),
  };
}

// Where personal data is not to be kept, a recording that still has it is only the second choice.
function recordingsOf(call: RetellCall, isRedacted: boolean): [string | null, string | null] {
  const plain = [call.recording_url, call.recording_multi_channel_url] as const;
  const scrubbed = [call.scrubbed_recording_url, call.scrubbed_recording_multi_channel_url] as const;
  if (isRedacted && (scrubbed[0] || scrubbed[1])) return [scrubbed[0] ?? null, scrubbed[1] ?? null];
  return [plain[0] ?? scrubbed[0] ?? null, plain[1] ?? scrubbed[1] ?? null];
}

/** What Retell's analysis found; absent when the payload carries none. */
export function analysisFacet(call: RetellCall, analyzedAtMs: number): Facets["analysis"] {
  const analysis = call.call_analysis;
  if (!analysis) return undefined;
  return {
    successful: analysis.call_successful ?? null,
    voicemail: analysis.in_voicemail ?? null,
    sentiment: SENTIMENTS[analysis.user_sentiment?.toLowerCase() ?? ""] ?? null,
    summary: analysis.call_summary ?? null,
    custom_analysis: analysis.custom_analysis_data ?? null,
    analyzed_at: iso(analyzedAtMs),
  };
}

/** Where a call was handed to. The final call says it for `call_transfer` only, else its transfer's own events alone. */
export function transferFacet(destination: unknown): Pick<Facets, "transfer"> {
  const transfer_destination = destinationText(destination);
  return transfer_destination === null ? {} : { transfer: { transfer_destination } };
}

/** A transfer's destination in one line: a number, or whatever else Retell names. */
export function destinationText(destination: unknown): string | null {
  if (typeof destination === "string") return destination.trim().slice(0, 200) || null;
  if (typeof destination !== "object" || destination === null) return null;
  for (const name of ["number", "sip_uri", "agent_id", "description"]) {
    const value: unknown = Reflect.get(destination, name);
    if (typeof value === "string" && value.trim() !== "") return value.trim().slice(0, 200);
  }
  return null;
}

const SENTIMENTS: Partial<Record<string, "positive" | "neutral" | "negative">> = {
  positive: "positive",
  neutral: "neutral",
  negative: "negative",
};

// The documentation shows `call_status: "registered"` on an ended call: the reason decides, the status only stands in. A reason
// that Retell has added since is guessed at where the status says nothing either.
function finalStatus({ disconnection_reason: reason, call_status }: RetellCall): CallStatus {
  if (reason && knownReasons.includes(reason)) return finalStatusOf(reason);
  if (call_status === "not_connected" || call_status === "error") return call_status;
  return reason ? finalStatusOf(reason) : "ended";
}

function durationOf(call: RetellCall): number | null {
  if (call.duration_ms !== undefined) return call.duration_ms;
  if (call.start_timestamp === undefined || call.end_timestamp === undefined) return null;
  return Math.max(0, call.end_timestamp - call.start_timestamp);
}

function costFacet(call: RetellCall): Pick<Facets, "cost"> {
  const cents = call.call_cost?.combined_cost;
  const cost_micros = cents === undefined ? undefined : toMicros(cents, "cents");
  if (cost_micros === undefined) return {};
  const cost_breakdown = (call.call_cost?.product_costs ?? []).flatMap(({ product, cost }) => {
    const micros = toMicros(cost, "cents");
    return micros === undefined ? [] : [{ label: product.replaceAll("_", " "), cost_micros: micros }];
  });
  return { cost: { cost_micros, cost_currency: "USD", cost_breakdown } };
}

function latencyFacet(call: RetellCall): Pick<Facets, "latency"> {
  const latency: Record<string, Record<string, number>> = {};
  for (const [part, figures] of Object.entries(call.latency ?? {})) {
    if (typeof figures !== "object" || figures === null) continue;
    const numbers = Object.entries(figures).filter((figure): figure is [string, number] => isFigure(figure[1]));
    if (numbers.length > 0) latency[part] = Object.fromEntries(numbers);
  }
  if (Object.keys(latency).length === 0) return {};
  const p50 = latency.e2e?.p50;
  return { latency: { latency, latency_p50_ms: p50 === undefined ? null : Math.round(p50) } };
}

function isFigure(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 2_147_483_647;
}
