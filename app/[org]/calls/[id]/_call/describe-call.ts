import { explainDisconnection } from "@/lib/voice/disconnection-reasons";
import { callerOf, isLive, type Told } from "./caller-of";

export type CallSentence = {
  /** "Hannah Okafor called Front desk" */
  lead: string;
  /** "booked", "voicemail", "caller hung up" …; null while the call runs or nothing is known */
  outcome: string | null;
  /** the call is under way, so its duration ticks */
  live: boolean;
};

/** Says in plain words who called whom and how it went. */
export function describeCall(call: Told): CallSentence {
  const live = isLive(call.status);
  return { lead: leadOf(call), outcome: live ? null : outcomeOf(call), live };
}

function leadOf(call: Told): string {
  const outbound = call.direction === "outbound";
  const [from, to] = outbound ? [call.agent.name, callerOf(call)] : [callerOf(call), call.agent.name];
  switch (call.status) {
    case "registered":
    case "ringing":
      return `${from} is calling ${to}`;
    case "in_progress":
      return `${callerOf(call)} is talking with ${call.agent.name}`;
    case "not_connected":
      return `${from} tried to reach ${to}`;
    default:
      return `${from} called ${to}`;
  }
}

function outcomeOf(call: Told): string | null {
  if (call.status === "not_connected" || call.status === "error") return reasonOf(call);
  if (call.custom_analysis?.appointment_booked === true) return "booked";
  if (call.voicemail) return "voicemail";
  const kind = call.disconnection_reason ? explainDisconnection(call.disconnection_reason).kind : null;
  if (kind === "transfer") return reasonOf(call);
  if (call.successful !== null) return call.successful ? "successful" : "not successful";
  return reasonOf(call);
}

function reasonOf(call: Told): string | null {
  if (!call.disconnection_reason) return call.status === "error" ? "failed" : null;
  const { label } = explainDisconnection(call.disconnection_reason, call);
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** "3 min 12 s", "48 s", "1 h 02 min": whole seconds, as the clocks beside it count them. */
export function spokenDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
