import type { Conversation } from "../conversations/conversation";
import { createSynthesizer, SAMPLE_RATE } from "./synthesizer";
import { timelineOf } from "./timeline";
import { voiceOf } from "./voices";
import { encodeWav } from "./wav";

export type Recording = {
  /** Everybody in one channel. */
  mono: Buffer;
  /** The agent (and whoever took the call over) left, the caller right. */
  stereo: Buffer;
};

/** Speaks a conversation at the times of its timeline. */
export async function renderRecording(conversation: Conversation): Promise<Recording> {
  const speak = await createSynthesizer();
  const { steps, duration_ms } = timelineOf(conversation);
  const frames = Math.ceil((duration_ms / 1000) * SAMPLE_RATE);
  const left = new Int16Array(frames);
  const right = new Int16Array(frames);
  for (const step of steps) {
    if (step.kind !== "line") continue;
    const { samples } = speak(step.text, voiceOf(conversation, step.speaker));
    const start = Math.round((step.start_ms / 1000) * SAMPLE_RATE);
    (step.speaker === "caller" ? right : left).set(samples.subarray(0, frames - start), start);
  }
  // Nobody talks over anybody, so the sum cannot overflow.
  const mix = left.map((sample, frame) => sample + (right[frame] ?? 0));
  return { mono: encodeWav([mix], SAMPLE_RATE), stereo: encodeWav([left, right], SAMPLE_RATE) };
}
