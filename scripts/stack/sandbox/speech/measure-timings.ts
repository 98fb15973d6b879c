import { writeFile } from "node:fs/promises";
import { CONVERSATIONS } from "../conversations/catalogue";
import type { Conversation } from "../conversations/conversation";
import { fingerprint } from "./fingerprint";
import { createSynthesizer, SAMPLE_RATE } from "./synthesizer";
import type { MeasuredLine } from "./timeline";
import { voiceOf } from "./voices";

/** Speaks every line of a conversation and notes how long it and each of its words last. */
export async function measureLines(conversation: Conversation): Promise<MeasuredLine[]> {
  const speak = await createSynthesizer();
  return conversation.steps
    .filter((step) => step.kind === "line")
    .map((line) => {
      const { samples, words } = speak(line.text, voiceOf(conversation, line.speaker));
      return {
        ms: Math.ceil((samples.length / SAMPLE_RATE) * 1000),
        words: words.map((word) => `${word.start_ms}-${word.end_ms}`).join(" "),
      };
    });
}

// `tsx scripts/stack/sandbox/speech/measure-timings.ts` rewrites the committed timings after a conversation changed.
if (import.meta.filename === process.argv[1]) {
  const measured: Record<string, { fingerprint: string; lines: MeasuredLine[] }> = {};
  for (const conversation of CONVERSATIONS) {
    measured[conversation.id] = { fingerprint: fingerprint(conversation), lines: await measureLines(conversation) };
  }
  await writeFile(new URL("./timings.json", import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
  console.log(
    `Measured ${CONVERSATIONS.length} conversations. Now run: biome format --write scripts/stack/sandbox/speech`,
  );
}
