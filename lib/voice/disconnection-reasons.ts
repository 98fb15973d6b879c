/** Who or what ended a call; decides its final status and its colour on screen. */
export type DisconnectionKind = "caller" | "agent" | "transfer" | "not_connected" | "error" | "other";

export type Disconnection = { label: string; kind: DisconnectionKind };

/**
 * The plain words for a vendor's disconnection reason. Reasons a vendor adds later are spelled out and sorted by their
 * wording, so nothing ever shows blank.
 * @param call whoever spoke with the agent is named by its direction: nobody called who was called; without one, neutrally
 */
export function explainDisconnection(reason: string, call?: Directed): Disconnection {
  const known = RETELL[reason] ?? VAPI[reason];
  if (known) return { label: known[0].replace(/^Caller/, personOf(call)), kind: known[1] };
  return { label: spelledOut(reason), kind: guessedKind(reason) };
}

type Directed = { direction: "inbound" | "outbound" | null };

function personOf(call: Directed | undefined): string {
  if (!call) return "Other party";
  return call.direction === "outbound" ? "Called party" : "Caller";
}

/** The final status of a call that ended for this reason. Source: retell.md §2 "Status grouping". */
export function finalStatusOf(reason: string): "ended" | "not_connected" | "error" {
  const { kind } = explainDisconnection(reason);
  return kind === "not_connected" || kind === "error" ? kind : "ended";
}

type Table = Partial<Record<string, readonly [label: string, kind: DisconnectionKind]>>;

const RETELL: Table = {
  user_hangup: ["Caller hung up", "caller"],
  agent_hangup: ["Agent hung up", "agent"],
  call_transfer: ["Transferred", "transfer"],
  transfer_bridged: ["Transferred", "transfer"],
  transfer_cancelled: ["Transfer was cancelled", "transfer"],
  call_take_over: ["Taken over by a person", "transfer"],
  voicemail_reached: ["Reached voicemail", "other"],
  ivr_reached: ["Reached a phone menu", "other"],
  inactivity: ["Nobody spoke", "other"],
  max_duration_reached: ["Reached the longest allowed duration", "other"],
  manual_stopped: ["Stopped by hand", "other"],
  dial_busy: ["Line was busy", "not_connected"],
  dial_failed: ["Could not be dialled", "not_connected"],
  dial_no_answer: ["Nobody answered", "not_connected"],
  invalid_destination: ["Number does not exist", "not_connected"],
  telephony_provider_permission_denied: ["Telephone company refused the call", "not_connected"],
  telephony_provider_unavailable: ["Telephone company was unreachable", "not_connected"],
  sip_routing_error: ["Could not be routed", "not_connected"],
  marked_as_spam: ["Flagged as spam", "not_connected"],
  user_declined: ["Caller declined", "not_connected"],
  concurrency_limit_reached: ["Too many calls at once", "error"],
  no_concurrency_fallback: ["Too many calls at once", "error"],
  no_valid_payment: ["Vendor account needs a payment", "error"],
  scam_detected: ["Stopped by the vendor as a scam", "error"],
  registered_call_timeout: ["Call never began", "error"],
  error_llm_websocket_open: ["Language model could not be reached", "error"],
  error_llm_websocket_lost_connection: ["Language model was lost", "error"],
  error_llm_websocket_runtime: ["Language model failed", "error"],
  error_llm_websocket_corrupt_payload: ["Language model answered with garbage", "error"],
  error_no_audio_received: ["No sound arrived", "error"],
  error_asr: ["Speech recognition failed", "error"],
  error_retell: ["Vendor failed", "error"],
  error_unknown: ["Unknown error", "error"],
  error_user_not_joined: ["Caller never joined", "error"],
};

const VAPI: Table = {
  "customer-ended-call": ["Caller hung up", "caller"],
  "customer-ended-call-before-warm-transfer": ["Caller hung up before the transfer", "caller"],
  "customer-ended-call-during-transfer": ["Caller hung up during the transfer", "caller"],
  "customer-ended-call-after-warm-transfer-attempt": ["Caller hung up after a transfer attempt", "caller"],
  "assistant-ended-call": ["Agent hung up", "agent"],
  "assistant-ended-call-after-message-spoken": ["Agent hung up after a message", "agent"],
  "assistant-ended-call-with-hangup-task": ["Agent hung up", "agent"],
  "assistant-said-end-call-phrase": ["Agent said goodbye", "agent"],
  "assistant-forwarded-call": ["Transferred", "transfer"],
  "assistant-request-returned-forwarding-phone-number": ["Transferred", "transfer"],
  "call.ending.hook-executed-transfer": ["Transferred", "transfer"],
  "call.ringing.hook-executed-transfer": ["Transferred", "transfer"],
  "call.forwarding.no-answer": ["Transfer was not answered", "transfer"],
  "call.forwarding.operator-busy": ["Transfer found the line busy", "transfer"],
  "call.ending.hook-executed-say": ["Agent hung up after a message", "agent"],
  "call.ringing.hook-executed-say": ["Agent hung up after a message", "agent"],
  voicemail: ["Reached voicemail", "other"],
  "silence-timed-out": ["Nobody spoke", "other"],
  "exceeded-max-duration": ["Reached the longest allowed duration", "other"],
  "manually-canceled": ["Stopped by hand", "other"],
  "call.in-progress.twilio-completed-call": ["Ended by the telephone company", "other"],
  "call.in-progress.sip-completed-call": ["Ended by the telephone company", "other"],
  "vonage-completed": ["Ended by the telephone company", "other"],
  "call-deleted": ["Deleted at the vendor", "other"],
  "scheduled-call-deleted": ["Cancelled before it was placed", "not_connected"],
  "customer-busy": ["Line was busy", "not_connected"],
  "customer-did-not-answer": ["Nobody answered", "not_connected"],
  "customer-did-not-give-microphone-permission": ["Caller did not allow the microphone", "not_connected"],
  "twilio-failed-to-connect-call": ["Could not be dialled", "not_connected"],
  "twilio-reported-customer-misdialed": ["Number does not exist", "not_connected"],
  "vonage-failed-to-connect-call": ["Could not be dialled", "not_connected"],
  "vonage-rejected": ["Telephone company refused the call", "not_connected"],
  "vonage-disconnected": ["Telephone company was lost", "error"],
  "call.ringing.error-sip-inbound-call-failed-to-connect": ["Could not be connected", "not_connected"],
  "call.ringing.sip-inbound-caller-hungup-before-call-connect": ["Caller hung up while it rang", "not_connected"],
  "phone-call-provider-bypass-enabled-but-no-call-received": ["Call never arrived", "not_connected"],
  "phone-call-provider-closed-websocket": ["Telephone company was lost", "error"],
  "assistant-join-timed-out": ["Agent never joined", "error"],
  "assistant-not-found": ["Agent does not exist at the vendor", "error"],
  "assistant-not-valid": ["Agent is not valid at the vendor", "error"],
  "assistant-request-failed": ["No agent chosen in time", "error"],
  "assistant-request-returned-error": ["No agent chosen", "error"],
  "assistant-request-returned-unspeakable-error": ["No agent chosen", "error"],
  "assistant-request-returned-invalid-assistant": ["The chosen agent is not valid", "error"],
  "assistant-request-returned-no-assistant": ["No agent chosen", "error"],
  "call.start.assistant-version-error-validation": ["Agent is not valid at the vendor", "error"],
  "worker-shutdown": ["Vendor restarted", "error"],
};

/** Every reason with words of its own. */
export const knownReasons: readonly string[] = [...Object.keys(RETELL), ...Object.keys(VAPI)];

function guessedKind(reason: string): DisconnectionKind {
  if (/error|fail|fault|invalid/i.test(reason)) return "error";
  if (/^dial|no-?_?answer|busy|did-not-answer/i.test(reason)) return "not_connected";
  if (/transfer|forward/i.test(reason)) return "transfer";
  if (/^(user|customer|caller)/i.test(reason)) return "caller";
  if (/^(agent|assistant)/i.test(reason)) return "agent";
  return "other";
}

function spelledOut(reason: string): string {
  const words = reason
    .replace(/^(pipeline-error-|call\.(in-progress|start)\.error-)/, "error: ")
    .replace(/[._-]+/g, " ")
    .trim();
  return words === "" ? "Unknown" : words[0]?.toUpperCase() + words.slice(1);
}
