import { scrubDeep, scrubText } from "../scrub-text";
import { isRecord, pick } from "./pick";
import { scrubEvent } from "./scrub-event";
import { scrubRecording, scrubReplayEvent } from "./scrub-replay";

/** An envelope as the SDKs build it: its headers, and items of headers and payload. */
export type Envelope = [Record<string, unknown>, [Record<string, unknown>, unknown][]];

/** What may leave, and how it is cleaned. An item of any other kind (attachments, logs, feedback …) stays here. */
const CLEANERS: Record<string, (payload: unknown, ownOrigin: string) => unknown> = {
  event: scrubEvent,
  transaction: scrubEvent,
  replay_event: scrubReplayEvent,
  replay_recording: scrubRecording,
  client_report: (payload) => scrubDeep(payload),
};

/**
 * The one gate on the way to Sentry, on servers, at the edge and in browsers: of every item only named fields pass, and of
 * their texts only what `scrubText` leaves. Undefined when nothing is left to send.
 */
export function scrubEnvelope([headers, items]: Envelope, ownOrigin: string): Envelope | undefined {
  const clean = items.flatMap(([itemHeaders, payload]): [Record<string, unknown>, unknown][] => {
    const cleaned = CLEANERS[String(itemHeaders.type)]?.(payload, ownOrigin);
    if (cleaned === undefined) return [];
    // Text may hold line breaks, so Sentry is told where it ends.
    const length = typeof cleaned === "string" ? { length: new TextEncoder().encode(cleaned).length } : {};
    return [[{ ...pick(itemHeaders, ["type", "content_type"]), ...length }, cleaned]];
  });
  if (clean.length === 0) return undefined;
  return [{ ...pick(headers, ["event_id", "sent_at", "sdk", "dsn"]), ...traceOf(headers.trace) }, clean];
}

// Its `transaction` is an address, which the event carries too.
function traceOf(trace: unknown): { trace?: unknown } {
  if (!isRecord(trace)) return {};
  const names = [
    "trace_id",
    "public_key",
    "sample_rate",
    "sample_rand",
    "sampled",
    "release",
    "environment",
    "replay_id",
  ];
  const kept = pick(trace, names);
  for (const [name, value] of Object.entries(kept)) if (typeof value === "string") kept[name] = scrubText(value);
  return { trace: kept };
}
