import type { Conversation } from "../conversations/conversation";
import { timelineOf } from "../speech/timeline";

/** Everything that tells one call from another that speaks the same words. Vendor payloads are derived from it. */
export type CallFacts = {
  /** The vendor's id: `call_…` at Retell, a UUID at Vapi. */
  call_id: string;
  conversation: Conversation;
  agent: { id: string; name: string; version: number };
  /** E.164, the side the agent answers for. */
  business_number: string;
  /** E.164, the person. */
  caller_number: string;
  /** Milliseconds since 1970: pick-up, or the moment of dialling when nobody picked up. */
  started_at: number;
  /** Address under which recordings are served, without a trailing slash. */
  recordings_url: string;
  /** Vapi: where the call can be heard and steered while it runs; absent when its assistant forbids it. */
  live_url?: string;
  /** The vendor's account, which some payloads name. */
  workspace_id: string;
  metadata?: Record<string, unknown>;
  dynamic_variables?: Record<string, string>;
};

/** How long it rings before the vendor gives up a call that nobody picks up. */
export const RINGING_MS = { no_answer: 28_000, busy: 3_500, refused: 900 } as const;

/** Milliseconds from `started_at` until the line is dead. */
export function callLength(conversation: Conversation): number {
  const { ending } = conversation;
  if (ending === "no_answer" || ending === "busy" || ending === "refused") return RINGING_MS[ending];
  return timelineOf(conversation).duration_ms;
}

/** Addresses of the audio a vendor would hand out; the same for all calls that speak the same conversation. */
export function recordingUrls(call: CallFacts): { mono: string; stereo: string; log: string } {
  const folder = `${call.recordings_url}/${call.conversation.id}/${call.call_id}`;
  return {
    mono: `${folder}/recording.wav`,
    stereo: `${folder}/recording_multichannel.wav`,
    log: `${folder}/public.log`,
  };
}
