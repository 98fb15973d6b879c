import { formatPhone } from "@/app/_ui/format/format-phone";
import type { CallDetail } from "@/lib/calls/get-call";

/** What of a call its words are made of. */
export type Told = Pick<
  CallDetail,
  | "agent"
  | "channel"
  | "direction"
  | "from_number"
  | "to_number"
  | "status"
  | "disconnection_reason"
  | "successful"
  | "voicemail"
  | "custom_analysis"
  | "metadata"
>;

/** Whether the call is under way. */
export function isLive(status: CallDetail["status"]): boolean {
  return status === "registered" || status === "ringing" || status === "in_progress";
}

/** The outside party: by name when the analysis knows one, else by number. */
export function callerOf(call: Told): string {
  const name = nameIn(call.custom_analysis) ?? nameIn(call.metadata);
  if (name) return name;
  const number = call.direction === "outbound" ? call.to_number : call.from_number;
  if (number) return formatPhone(number);
  return call.channel === "web" ? "A visitor on the web" : "A withheld number";
}

const NAME_FIELDS = ["caller_name", "patient_name", "customer_name", "full_name", "first_name"];

function nameIn(fields: Record<string, unknown> | null): string | undefined {
  const found = NAME_FIELDS.map((field) => fields?.[field]).find((value) => typeof value === "string" && value.trim());
  return typeof found === "string" ? found.trim().slice(0, 60) : undefined;
}
