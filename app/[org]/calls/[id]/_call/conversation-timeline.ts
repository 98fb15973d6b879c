import type { Turn, Word } from "@/lib/voice/provider";

/** Silence between the caller's last word and the agent's first, in milliseconds. */
export type Wait = {
  total_ms: number;
  /** the part in which the agent waited for a tool; null when one ran whose times the vendor does not tell (Retell) */
  tool_ms: number | null;
};

/** One line of the transcript, placed in time. Milliseconds from the start of the recording; null when nothing is known. */
export type Line = {
  /** stable while a transcript grows */
  key: string;
  turn: Turn;
  start_ms: number | null;
  end_ms: number | null;
  words: Word[];
  /** what the caller waited for the agent's first word, when both ends are known */
  wait: Wait | null;
  /** the speaker began before the other one had finished */
  interrupts: boolean;
};

/**
 * Places turns in time. A tool call without a time of its own stands where the speech before it ended; words without
 * timings are spread over their turn by length, so that every word can be clicked.
 */
export function conversationTimeline(turns: readonly Turn[]): Line[] {
  let lastEnd: number | null = null;
  let lastSpoken: Line | undefined;
  let toolsUntimed = false;
  const tools: (readonly [from_ms: number, to_ms: number])[] = [];
  const answered = new Map(turns.map((turn) => [turn.role === "tool_result" && turn.tool?.id, turn.start_ms]));
  return turns.map((turn, index) => {
    const words = turn.words?.length ? asWritten(turn.words, turn.text) : spreadWords(turn);
    const start = turn.start_ms ?? words[0]?.start_ms ?? (isSpoken(turn) ? null : lastEnd);
    const end = turn.end_ms ?? words.at(-1)?.end_ms ?? start;
    const line: Line = {
      key: `${index}-${turn.role}`,
      turn,
      start_ms: start,
      end_ms: end,
      words,
      wait: null,
      interrupts: false,
    };
    if (turn.role === "tool_call") {
      const back = answered.get(turn.tool?.id ?? "") ?? null;
      if (turn.start_ms === null || back === null) toolsUntimed = true;
      else tools.push([turn.start_ms, back]);
    }
    if (isSpoken(turn)) {
      const before = lastSpoken;
      if (before && before.end_ms !== null && start !== null && before.turn.role !== turn.role) {
        const gap = start - before.end_ms;
        line.interrupts = gap < -200;
        if (turn.role === "agent" && before.turn.role === "caller" && gap >= 0) {
          line.wait = { total_ms: gap, tool_ms: toolsUntimed ? null : covered(tools, before.end_ms, start) };
        }
      }
      toolsUntimed = false;
      lastSpoken = line;
    }
    if (end !== null) lastEnd = Math.max(lastEnd ?? 0, end);
    return line;
  });
}

// How much of a span any of the intervals covers: tools may run beside each other, and longer than the silence.
function covered(intervals: readonly (readonly [number, number])[], from: number, to: number): number {
  let [sum, at] = [0, from];
  const within = intervals.filter(([begin, end]) => end > from && begin < to);
  for (const [begin, end] of within.sort(([a], [b]) => a - b)) {
    const until = Math.min(end, to);
    sum += Math.max(0, until - Math.max(begin, at));
    at = Math.max(at, until);
  }
  return sum;
}

export function isSpoken(turn: Turn): boolean {
  return turn.role === "agent" || turn.role === "caller" || turn.role === "transfer_target";
}

// Vendors time words without their punctuation; where the written text has as many, it is what a person should read.
function asWritten(words: readonly Word[], text: string): Word[] {
  const written = text.split(/\s+/).filter(Boolean);
  return written.length === words.length
    ? words.map((word, index) => ({ ...word, text: written[index] ?? word.text }))
    : [...words];
}

function spreadWords(turn: Turn): Word[] {
  if (!isSpoken(turn) || turn.start_ms === null || turn.end_ms === null) return [];
  const texts = turn.text.split(/\s+/).filter(Boolean);
  const letters = texts.reduce((sum, text) => sum + text.length + 1, 0);
  const perLetter = letters === 0 ? 0 : (turn.end_ms - turn.start_ms) / letters;
  let at = turn.start_ms;
  return texts.map((text) => {
    const start_ms = at;
    at += (text.length + 1) * perLetter;
    return { text, start_ms: Math.round(start_ms), end_ms: Math.round(at) };
  });
}

/** Where the sound is: index of the line, and of the word in it (-1 between words). */
export type Spoken = { line: number; word: number };

/** The line and word at `ms`; undefined before anything was said. The last begun line counts until the next begins. */
export function spokenAt(lines: readonly Line[], ms: number): Spoken | undefined {
  let found: Spoken | undefined;
  let began = -1;
  lines.forEach((line, index) => {
    if (line.start_ms === null || !isSpoken(line.turn) || line.start_ms > ms || line.start_ms < began) return;
    began = line.start_ms;
    found = { line: index, word: wordAt(line.words, ms) };
  });
  return found;
}

// Words are sorted by time: binary search for the last that has begun.
function wordAt(words: readonly Word[], ms: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start_ms ?? 0) <= ms) low = middle + 1;
    else high = middle - 1;
  }
  const word = words[high];
  return word && ms < Math.max(word.end_ms, words[high + 1]?.start_ms ?? word.end_ms) ? high : -1;
}

export type Voice = "agent" | "caller" | "silence";

/** Who holds the floor from start to end of a recording, without gaps: the colours of the waveform. */
export function voices(lines: readonly Line[], durationMs: number): { from_ms: number; voice: Voice }[] {
  const spans: { from_ms: number; voice: Voice }[] = [{ from_ms: 0, voice: "silence" }];
  for (const { turn, start_ms, end_ms } of lines) {
    if (!isSpoken(turn) || start_ms === null || end_ms === null || start_ms >= durationMs) continue;
    spans.push({ from_ms: start_ms, voice: turn.role === "agent" ? "agent" : "caller" });
    spans.push({ from_ms: Math.min(end_ms, durationMs), voice: "silence" });
  }
  return spans.sort((a, b) => a.from_ms - b.from_ms);
}

/** A waveform guessed from the words, drawn until the sound itself has been read. Values 0–1, one per bar. */
export function guessedPeaks(lines: readonly Line[], durationMs: number, bars: number): number[] {
  const peaks = new Array<number>(bars).fill(0.03);
  if (durationMs <= 0) return peaks;
  for (const line of lines) {
    for (const word of line.words) {
      const from = Math.floor((word.start_ms / durationMs) * bars);
      const to = Math.min(bars - 1, Math.floor((word.end_ms / durationMs) * bars));
      for (let bar = Math.max(0, from); bar <= to; bar++) peaks[bar] = 0.28 + 0.06 * (word.text.length % 5);
    }
  }
  return peaks;
}
