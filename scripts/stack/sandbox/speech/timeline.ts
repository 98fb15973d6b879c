import type { Conversation, Digit, Line, Silence, ToolUse, Transfer } from "../conversations/conversation";
import { fingerprint } from "./fingerprint";
import { seededRandom } from "./seeded-random";
import type { SpokenWord } from "./synthesizer";
import timings from "./timings.json" with { type: "json" };

/** `words` is one `start-end` pair in milliseconds for each written word of the line. */
export type MeasuredLine = { ms: number; words: string };

type Span = { start_ms: number; end_ms: number };

export type TimedLine = Line & Span & { words: SpokenWord[]; latency_ms?: number };
export type TimedStep = TimedLine | ((ToolUse | Transfer | Digit | Silence) & Span);

export type Timeline = {
  steps: TimedStep[];
  /** Length of the call and of its recording. */
  duration_ms: number;
};

const cache = new Map<string, Timeline>();
const steered = new WeakMap<Conversation, Timeline>();

/** Gives a conversation that was changed while it ran the timeline it really had; its recording stays the written one. */
export function setTimeline(conversation: Conversation, timeline: Timeline): Conversation {
  steered.set(conversation, timeline);
  return conversation;
}

/**
 * When everything in a conversation happens, in milliseconds from pick-up. Word times are those of the rendered audio
 * (measured beforehand, so no audio is needed here); pauses and the agent's reply latency differ from call to call on
 * the telephone, but are the same for one conversation, as they are in its recording.
 */
export function timelineOf(conversation: Conversation): Timeline {
  const known = steered.get(conversation) ?? cache.get(conversation.id);
  if (known) return known;
  const timeline = arrange(conversation, measuredLines(conversation));
  cache.set(conversation.id, timeline);
  return timeline;
}

function measuredLines(conversation: Conversation): MeasuredLine[] {
  if (conversation.steps.every((step) => step.kind !== "line")) return [];
  const all: Record<string, { fingerprint: string; lines: MeasuredLine[] } | undefined> = timings;
  const entry = all[conversation.id];
  if (entry?.fingerprint === fingerprint(conversation)) return entry.lines;
  throw new Error(
    `Timings of "${conversation.id}" are stale: run tsx scripts/stack/sandbox/speech/measure-timings.ts and commit the result`,
  );
}

function arrange(conversation: Conversation, measured: MeasuredLine[]): Timeline {
  const random = seededRandom(conversation.id);
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const steps: TimedStep[] = [];
  let clock = 0;
  let lines = 0;
  for (const step of conversation.steps) {
    const before = steps.at(-1);
    if (step.kind !== "line") {
      const start_ms = clock + (step.kind === "tool" ? between(90, 220) : 0);
      const end_ms = start_ms + lengthOf(step);
      steps.push({ ...step, start_ms, end_ms });
      clock = end_ms;
      continue;
    }
    const line = measured[lines++];
    if (!line) throw new Error(`Timings of "${conversation.id}" miss line ${lines}`);
    const answersCaller = step.speaker === "agent" && before?.kind === "line" && before.speaker === "caller";
    const pause = !before ? between(350, 700) : answersCaller ? latency(random) : between(320, 780);
    const start_ms = clock + pause;
    const end_ms = start_ms + line.ms;
    const words = wordsAt(step.text, line.words, start_ms);
    steps.push({ ...step, start_ms, end_ms, words, ...(answersCaller && { latency_ms: pause }) });
    clock = end_ms;
  }
  return { steps, duration_ms: steps.length === 0 ? 0 : clock + between(500, 900) };
}

/** Mostly 600 to 900 ms with a tail towards 1.6 s, the shape that voice vendors report. */
const latency = (random: () => number) => Math.round(560 + 340 * random() + 750 * random() ** 6);

function lengthOf(step: ToolUse | Transfer | Digit | Silence): number {
  if (step.kind === "tool") return step.took_ms;
  if (step.kind === "transfer") return step.ring_ms;
  return step.kind === "digit" ? 250 : step.ms;
}

function wordsAt(text: string, spans: string, offset: number): SpokenWord[] {
  const written = text.split(/\s+/u);
  return spans.split(" ").map((span, index) => {
    const [start = 0, end = 0] = span.split("-").map(Number);
    return { word: written[index] ?? "", start_ms: offset + start, end_ms: offset + end };
  });
}
