import loadEspeak, { type EspeakEvent } from "@echogarden/espeak-ng-emscripten";
import type { Voice } from "./voices";

/** Samples per second of everything the sandbox records: half of what the synthesizer makes, enough for a telephone. */
export const SAMPLE_RATE = 11_025;

export type SpokenWord = { word: string; start_ms: number; end_ms: number };

export type Speech = { samples: Int16Array; words: SpokenWord[] };

export type Synthesizer = (text: string, voice: Voice) => Speech;

/**
 * Loads eSpeak NG (WebAssembly, about 0.1 s). Speaking is synchronous and some hundred times faster than real time, so
 * callers inside the stack run it in a worker thread. What was said before changes the length of what follows by a few
 * milliseconds; only a fresh synthesizer that speaks the same lines in the same order makes the same audio again.
 */
export async function createSynthesizer(): Promise<Synthesizer> {
  const espeak = await loadEspeak();
  const engine = await new espeak.eSpeakNGWorker();
  return (text, voice) => {
    if (engine.set_voice(voice.name) !== 0) throw new Error(`The synthesizer has no voice ${voice.name}`);
    engine.set_rate(voice.rate);
    engine.set_pitch(voice.pitch);
    engine.set_range(voice.range);
    const chunks: Int16Array[] = [];
    const events: EspeakEvent[] = [];
    engine.synthesize(text, (audio, heard) => {
      if (audio) chunks.push(audio);
      events.push(...heard);
      return false;
    });
    const samples = halveRate(concatenate(chunks));
    return { samples, words: wordsOf(text, events, Math.floor((samples.length / SAMPLE_RATE) * 1000)) };
  };
}

function concatenate(chunks: Int16Array[]): Int16Array {
  const all = new Int16Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** 22,050 to 11,025 samples a second behind a short low-pass, so that sibilants do not fold back. */
function halveRate(samples: Int16Array): Int16Array {
  const half = new Int16Array(samples.length >> 1);
  const at = (index: number) => samples[Math.min(Math.max(index, 0), samples.length - 1)] ?? 0;
  for (let i = 0; i < half.length; i++) {
    const center = i * 2;
    half[i] = (at(center - 2) + 4 * at(center - 1) + 6 * at(center) + 4 * at(center + 1) + at(center + 2)) >> 4;
  }
  return half;
}

/**
 * Times of the written words. The synthesizer reports each word it says (a written "9:30" may be several) with its place
 * in the text, and a phoneme without a name where it pauses; a word lasts until the next word or pause.
 */
function wordsOf(text: string, events: EspeakEvent[], length_ms: number): SpokenWord[] {
  const written = [...text.matchAll(/\S+/gu)].map((match) => ({
    word: match[0],
    from: [...text.slice(0, match.index)].length + 1,
    to: [...text.slice(0, match.index + match[0].length)].length + 1,
  }));
  const timed = events.filter(({ type }) => type === "word" || type === "end" || type === "phoneme");
  let previous_end = 0;
  return written.map(({ word, from, to }) => {
    const said = timed.filter(
      (event) => event.type === "word" && event.text_position >= from && event.text_position < to,
    );
    const first = said[0];
    const last = said.at(-1);
    if (!first || !last) return { word, start_ms: previous_end, end_ms: previous_end };
    const stop = timed
      .slice(timed.indexOf(last) + 1)
      .find((event) => event.type !== "phoneme" || event.id === "")?.audio_position;
    const start_ms = Math.max(first.audio_position, previous_end);
    const end_ms = Math.max(start_ms, Math.min(stop ?? length_ms, length_ms));
    previous_end = end_ms;
    return { word, start_ms, end_ms };
  });
}
