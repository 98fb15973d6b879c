import { finalStatusOf } from "../disconnection-reasons";
import type { CallStatus, Facets } from "../provider";
import { toMicros } from "../to-micros";
import type { VapiCall, VapiCostItem, VapiMessage } from "./payloads";
import { successOf } from "./success-of";

const iso = (ms: number): string => new Date(ms).toISOString();

/** Who speaks with whom, and the data the call's creator attached. */
export function basicFacets(message: VapiMessage, call: VapiCall): Facets {
  const overrides = call.assistantOverrides;
  const metadata = {
    ...call.metadata,
    ...overrides?.metadata,
    ...(overrides?.variableValues && { dynamic_variables: overrides.variableValues }),
  };
  return { ...partyFacet(message, call), ...(Object.keys(metadata).length > 0 && { metadata: { metadata } }) };
}

/** What is known once a call is over, from `status-update: ended` and from the report alike. */
export function endedFacets(message: VapiMessage, call: VapiCall): Facets {
  const reason = message.endedReason ?? call.endedReason ?? null;
  const status: CallStatus = reason === null ? "ended" : finalStatusOf(reason);
  const startedAt = message.startedAt ?? call.startedAt;
  const endedAt = message.endedAt ?? call.endedAt ?? message.timestamp;
  return {
    ...basicFacets(message, call),
    status: { status },
    ...startFacet(startedAt, status === "not_connected" ? call.createdAt : undefined),
    end: {
      ended_at: endedAt === undefined ? null : iso(endedAt),
      duration_ms: durationOf(startedAt, endedAt, status),
    },
    outcome: { disconnection_reason: reason },
    ...transferFacet(message, call),
  };
}

/** Everything of the final report that `endedFacets` does not hold. */
export function reportFacets(message: VapiMessage, call: VapiCall, analyzedAtMs: number): Facets {
  const analysis = message.analysis ?? call.analysis;
  const artifact = message.artifact ?? call.artifact;
  const reason = message.endedReason ?? call.endedReason;
  const mono = artifact?.recordingUrl ?? artifact?.recording?.mono?.combinedUrl ?? null;
  const stereo = artifact?.stereoRecordingUrl ?? artifact?.recording?.stereoUrl ?? null;
  return {
    ...endedFacets(message, call),
    analysis: {
      successful: successOf(analysis?.successEvaluation),
      voicemail: reason === undefined ? null : reason === "voicemail",
      sentiment: null,
      summary: analysis?.summary ?? null,
      custom_analysis: customAnalysis(
        [analysis?.structuredData ?? {}, ...(analysis?.structuredDataMulti ?? [])],
        artifact?.structuredOutputs,
      ),
      analyzed_at: iso(analyzedAtMs),
    },
    ...costFacet(message.cost ?? call.cost, message.costs ?? call.costs ?? []),
    ...latencyFacet(artifact?.performanceMetrics),
    ...((mono || stereo) && { recording: { recording_url: mono, recording_stereo_url: stereo } }),
  };
}

/** A start is told only by those who know it: pick-up, or the first ring of a call that nobody picked up. */
export function startFacet(startedAt: number | undefined, otherwise: number | undefined): Pick<Facets, "start"> {
  const at = startedAt ?? otherwise;
  return at === undefined ? {} : { start: { started_at: iso(at) } };
}

/** Where a call was handed to, where that is told. The next assistant of a squad is nobody whom the call was handed to. */
export function transferFacet(message: VapiMessage, call: VapiCall): Pick<Facets, "transfer"> {
  const transfers = (message.artifact ?? call.artifact)?.transfers ?? [];
  const destination = message.destination ?? call.destination ?? transfers.at(-1)?.destination;
  const transfer_destination = destination?.number ?? destination?.sipUri;
  return transfer_destination === undefined ? {} : { transfer: { transfer_destination } };
}

function partyFacet(message: VapiMessage, call: VapiCall): Pick<Facets, "party"> {
  if (call.type === "webCall" || call.type === "vapi.websocketCall") {
    return { party: { channel: "web", direction: null, from_number: null, to_number: null } };
  }
  const customer = message.customer ?? call.customer;
  const person = customer?.number ?? customer?.sipUri ?? null;
  const business = (message.phoneNumber ?? call.phoneNumber)?.number ?? null;
  if (call.type === "outboundPhoneCall") {
    return { party: { channel: "phone", direction: "outbound", from_number: business, to_number: person } };
  }
  if (call.type !== "inboundPhoneCall" && !person) return {};
  const direction = call.type === "inboundPhoneCall" ? "inbound" : null;
  return { party: { channel: "phone", direction, from_number: person, to_number: business } };
}

function durationOf(startedAt: number | undefined, endedAt: number | undefined, status: CallStatus): number | null {
  if (startedAt !== undefined && endedAt !== undefined)
    return Math.min(2_147_483_647, Math.max(0, endedAt - startedAt));
  return status === "not_connected" ? 0 : null;
}

// Each plan of a catalogue answers with a record of its own, which the documentation leaves open: a name that comes again
// is numbered, so that no answer is lost.
function customAnalysis(
  structured: Record<string, unknown>[],
  outputs: Record<string, unknown> | undefined,
): Record<string, unknown> | null {
  const named = Object.entries(outputs ?? {}).map(([id, output]): [string, unknown] => {
    if (typeof output !== "object" || output === null) return [id, output];
    const name: unknown = Reflect.get(output, "name");
    return [typeof name === "string" ? name : id, Reflect.get(output, "result") ?? output];
  });
  const all = new Map<string, unknown>();
  const times = new Map<string, number>();
  for (const [name, value] of [...structured.flatMap((answers) => Object.entries(answers)), ...named]) {
    let unused = name;
    for (let time = times.get(name) ?? 1; all.has(unused); times.set(name, time)) unused = `${name} ${++time}`;
    all.set(unused, value);
  }
  return all.size > 0 ? Object.fromEntries(all) : null;
}

function costFacet(dollars: number | undefined, items: VapiCostItem[]): Pick<Facets, "cost"> {
  const cost_breakdown = items.flatMap((item) => {
    const micros = item.cost === undefined ? undefined : toMicros(item.cost, "dollars");
    return micros === undefined ? [] : [{ label: labelOf(item), cost_micros: micros }];
  });
  const total = dollars === undefined ? undefined : toMicros(dollars, "dollars");
  if (total === undefined && cost_breakdown.length === 0) return {};
  const cost_micros = total ?? cost_breakdown.reduce((sum, item) => sum + item.cost_micros, 0);
  return { cost: { cost_micros, cost_currency: "USD", cost_breakdown } };
}

const COST_LABELS: Partial<Record<string, string>> = {
  transport: "Telephony",
  transcriber: "Transcription",
  model: "Language model",
  voice: "Voice",
  vapi: "Platform",
  analysis: "Analysis",
  "voicemail-detection": "Voicemail detection",
  "knowledge-base": "Knowledge base",
};

function labelOf(item: VapiCostItem): string {
  const label = COST_LABELS[item.type ?? ""] ?? item.type ?? "Other";
  const supplier = item.transcriber ?? item.model;
  const detail =
    item.type === "analysis"
      ? item.analysisType
      : (item.provider ?? item.voice?.provider ?? [supplier?.provider, supplier?.model].filter(Boolean).join(" "));
  return detail ? `${label} (${detail})` : label;
}

type Metrics = NonNullable<NonNullable<VapiMessage["artifact"]>["performanceMetrics"]>;

// Figures of each stage over the turns, as far as the vendor measured them; its own averages beside them.
function latencyFacet(metrics: Metrics | undefined): Pick<Facets, "latency"> {
  if (!metrics) return {};
  const turns = metrics.turnLatencies ?? [];
  const parts = {
    e2e: { ...spread(turns.map((turn) => turn.turnLatency)), average: metrics.turnLatencyAverage },
    llm: { ...spread(turns.map((turn) => turn.modelLatency)), average: metrics.modelLatencyAverage },
    tts: { ...spread(turns.map((turn) => turn.voiceLatency)), average: metrics.voiceLatencyAverage },
    asr: { ...spread(turns.map((turn) => turn.transcriberLatency)), average: metrics.transcriberLatencyAverage },
    endpointing: {
      ...spread(turns.map((turn) => turn.endpointingLatency)),
      average: metrics.endpointingLatencyAverage,
    },
  };
  const latency: Record<string, Record<string, number>> = {};
  for (const [part, figures] of Object.entries(parts)) {
    const known = Object.entries(figures).filter((figure): figure is [string, number] => isFigure(figure[1]));
    if (known.length > 0) latency[part] = Object.fromEntries(known);
  }
  if (Object.keys(latency).length === 0) return {};
  const typical = latency.e2e?.p50 ?? latency.e2e?.average;
  return { latency: { latency, latency_p50_ms: typical === undefined ? null : Math.round(typical) } };
}

function spread(measured: (number | undefined)[]): Record<string, number | undefined> {
  const sorted = measured.filter(isFigure).sort((a, b) => a - b);
  if (sorted.length === 0) return {};
  const [p50, p90, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.9), quantile(sorted, 0.95)];
  return { p50, p90, p95, max: sorted.at(-1), num: sorted.length };
}

function quantile(sorted: number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function isFigure(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 2_147_483_647;
}
