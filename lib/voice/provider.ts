/**
 * The neutral language of calls. A vendor's words end in its folder (`retell/`, `vapi/`): everything after `interpret`
 * speaks `CallEvent`. Times are ISO 8601 UTC, durations milliseconds, money millionths of a currency unit.
 */
export type Provider = "retell" | "vapi";

export type CallStatus = "registered" | "ringing" | "in_progress" | "ended" | "not_connected" | "error";

export type Word = { text: string; start_ms: number; end_ms: number };

export type Turn = {
  role: "agent" | "caller" | "system" | "tool_call" | "tool_result" | "transfer_target" | "note";
  text: string;
  start_ms: number | null;
  end_ms: number | null;
  words?: Word[];
  /** tool_call and tool_result: what was asked of which tool, matched by id */
  tool?: { id: string; name?: string; arguments?: string; successful?: boolean };
};

export type CostItem = { label: string; cost_micros: number };

/**
 * Groups of columns that arrive and are replaced together. The greatest version wins per facet, so deliveries converge in
 * any order; a facet that an event does not know is absent.
 */
export type Facets = {
  status?: { status: CallStatus };
  party?: {
    channel: "phone" | "web";
    direction: "inbound" | "outbound" | null;
    from_number: string | null;
    to_number: string | null;
  };
  start?: { started_at: string };
  end?: { ended_at: string | null; duration_ms: number | null };
  outcome?: { disconnection_reason: string | null };
  /** Apart from the outcome: a vendor's last word on a call need not say again where it was handed to. */
  transfer?: { transfer_destination: string };
  analysis?: {
    successful: boolean | null;
    voicemail: boolean | null;
    sentiment: "positive" | "neutral" | "negative" | null;
    summary: string | null;
    custom_analysis: Record<string, unknown> | null;
    analyzed_at: string;
  };
  cost?: { cost_micros: number; cost_currency: string; cost_breakdown: CostItem[] };
  latency?: { latency: Record<string, Record<string, number>>; latency_p50_ms: number | null };
  recording?: { recording_url: string | null; recording_stereo_url: string | null };
  metadata?: { metadata: Record<string, unknown> };
  /** What the vendor took out before it sent the call: personal data, or everything that was said. */
  redaction?: { redaction: Redaction };
};

export type Redaction = "personal_data" | "content";

export type FacetName = keyof Facets;

/** A transcript as told by one event: the whole so far, or one utterance of it. */
export type TranscriptPart = { kind: "snapshot"; turns: Turn[] } | { kind: "utterance"; at_ms: number; turn: Turn };

/** What a vendor event says about one call. */
export type CallEvent = {
  kind: "started" | "updated" | "transcript_updated" | "ended" | "analyzed";
  vendor_call_id: string;
  vendor_agent_id: string | null;
  /** How final the event is: 0 announced, 1 in progress, 2 ended, 3 analysed. Higher ranks win over any time stamp. */
  rank: 0 | 1 | 2 | 3;
  /** Vendor's clock in Unix milliseconds, or null when the payload carries none. */
  at_ms: number | null;
  facets: Facets;
  transcript?: TranscriptPart;
};

/** A verified payload, understood: what it is, its deduplication key, and what it says about a call, if anything. */
export type Interpretation = {
  event_type: string;
  event_key: string;
  vendor_call_id: string | null;
} & (
  | { outcome: "call"; event: CallEvent }
  /** Authentic and known to need nothing, or unknown to us: kept, never fatal. */
  | { outcome: "ignored"; reason: string }
  /** Authentic but not usable (missing call id, not an object …): kept and marked. */
  | { outcome: "unusable"; reason: string }
);
