import { formatDuration } from "@/app/_ui/format/format-duration";
import { componentInWords, nameInWords, stageInWords, valueInWords } from "@/app/_ui/format/format-field";
import { formatPhone } from "@/app/_ui/format/format-phone";
import { formatExact } from "@/app/_ui/format/format-time";
import type { Format } from "@/app/_ui/format/use-format";
import { WORDS as CALL_WORDS } from "@/app/[org]/calls/filter-words";
import { explainDisconnection } from "@/lib/voice/disconnection-reasons";

const COLUMN: Record<string, string> = {
  status: "Status",
  channel: "Channel",
  direction: "Direction",
  from_number: "From",
  to_number: "To",
  started_at: "Began",
  ended_at: "Ended",
  duration_ms: "Duration",
  disconnection_reason: "Ended because",
  transfer_destination: "Transferred to",
  successful: "Successful",
  voicemail: "Voicemail",
  sentiment: "Mood",
  summary: "Summary",
  custom_analysis: "Own fields",
  analyzed_at: "Analysed",
  cost_micros: "Cost",
  cost_currency: "Currency",
  cost_breakdown: "Parts",
  latency: "Latency",
  latency_p50_ms: "Typical reply",
  recording_url: "Recording",
  recording_stereo_url: "Recording, stereo",
  metadata: "Metadata",
  redaction: "Taken out",
  transcript_turns: "Transcript turns",
};

/** The everyday word for a column of a call. */
export function columnWord(column: string): string {
  return COLUMN[column] ?? column.replaceAll("_", " ");
}

/** The words the list of calls has for the same values. */
const WORDS: Record<"status" | "direction" | "sentiment" | "channel", Record<string, string>> = {
  ...CALL_WORDS,
  status: { ...CALL_WORDS.status, registered: CALL_WORDS.status.ringing },
  channel: { phone: "Phone", web: "Web" },
};

const NOTHING = "–";

/** A value of a call's column for reading, in the organization's time zone. */
export function valueWord(
  format: Format,
  column: string,
  value: unknown,
  org: { time_zone: string; currency: string; call?: { direction: "inbound" | "outbound" | null } | undefined },
): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (column.endsWith("_number") && typeof value === "string") return formatPhone(value);
  if (column.endsWith("_at") && typeof value === "string")
    return formatExact(new Date(value), org.time_zone, format.locale);
  if (column === "duration_ms" && typeof value === "number") return formatDuration(value);
  if (column === "latency_p50_ms" && typeof value === "number") return format.latency(value);
  if (column === "cost_micros" && typeof value === "number") return format.money(value, org.currency, "exact");
  if (column === "disconnection_reason" && typeof value === "string")
    return explainDisconnection(value, org.call).label;
  if (isWorded(column)) return WORDS[column][String(value)] ?? nameInWords(String(value));
  if (column === "cost_breakdown" && Array.isArray(value))
    return value.map((item) => costItem(format, item, org)).join(" · ");
  if (column === "latency" && isRecord(value))
    return Object.entries(value)
      .map((stage) => latencyStage(format, stage))
      .join(" · ");
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([name, each]) => `${nameInWords(name)}: ${valueInWords(each) ?? NOTHING}`)
      .join(" · ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isWorded(column: string): column is keyof typeof WORDS {
  return Object.hasOwn(WORDS, column);
}

function costItem(format: Format, item: unknown, org: { currency: string }): string {
  if (!isRecord(item) || typeof item.cost_micros !== "number") return JSON.stringify(item);
  return `${componentInWords(String(item.label))} ${format.money(item.cost_micros, org.currency, "exact")}`;
}

function latencyStage(format: Format, [stage, measured]: [string, unknown]): string {
  const p50 = isRecord(measured) && typeof measured.p50 === "number" ? format.latency(measured.p50) : NOTHING;
  return `${stageInWords(stage)} ${p50}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
