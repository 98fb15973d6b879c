import type { Conversation } from "../conversations/conversation";
import { setTimeline, type TimedLine, type TimedStep, timelineOf } from "../speech/timeline";
import type { Steering } from "../state/records";

const MS_A_WORD = 320;
const RING_MS = 1_500;

/** The conversation as it went after somebody spoke into it, handed it over or ended it. */
export function steerConversation(written: Conversation, steering: Steering | undefined): Conversation {
  if (!steering) return written;
  const { steps, duration_ms } = timelineOf(written);
  const end = steering.ends?.offset_ms ?? duration_ms;
  const destination = steering.ends?.destination;
  const heard = [...steps, ...steering.said.map(lineAt)]
    .filter((step) => step.start_ms < end)
    .map((step) => cutAt(step, end))
    .sort((a, b) => a.start_ms - b.start_ms);
  if (destination) {
    const handover = { kind: "transfer" as const, destination, ring_ms: RING_MS, outcome: "bridged" as const };
    heard.push({ ...handover, start_ms: end, end_ms: end + RING_MS });
  }
  const ending = !steering.ends ? written.ending : destination ? "transferred" : "agent_hung_up";
  const changed: Conversation = { ...written, ending, steps: heard.map(stepOf) };
  return setTimeline(changed, { steps: heard, duration_ms: destination ? end + RING_MS : end });
}

function lineAt({ offset_ms, text }: Steering["said"][number]): TimedLine {
  const words = text.split(/\s+/u).map((word, index) => ({
    word,
    start_ms: offset_ms + index * MS_A_WORD,
    end_ms: offset_ms + (index + 1) * MS_A_WORD - 40,
  }));
  return {
    kind: "line",
    speaker: "agent",
    text,
    words,
    start_ms: offset_ms,
    end_ms: words.at(-1)?.end_ms ?? offset_ms,
  };
}

// Nobody hears the rest of a sentence after the line is dead.
function cutAt(step: TimedStep, end: number): TimedStep {
  if (step.end_ms <= end) return step;
  if (step.kind !== "line") return { ...step, end_ms: end };
  const words = step.words.filter((word) => word.end_ms <= end);
  return { ...step, words, text: words.map(({ word }) => word).join(" "), end_ms: end };
}

function stepOf(step: TimedStep): Conversation["steps"][number] {
  const { start_ms: _, end_ms: __, ...rest } = step;
  if (rest.kind !== "line") return rest;
  return { kind: "line", speaker: rest.speaker, text: rest.text };
}
