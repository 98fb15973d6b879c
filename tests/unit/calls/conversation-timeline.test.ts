import { describe, expect, test } from "vitest";
import {
  conversationTimeline,
  guessedPeaks,
  spokenAt,
  voices,
} from "@/app/[org]/calls/[id]/_call/conversation-timeline";
import type { Turn } from "@/lib/voice/provider";

const word = (text: string, start_ms: number, end_ms: number) => ({ text, start_ms, end_ms });
const turns: Turn[] = [
  {
    role: "agent",
    text: "Hello there.",
    start_ms: 0,
    end_ms: 1000,
    words: [word("Hello", 0, 400), word("there.", 500, 1000)],
  },
  { role: "caller", text: "Hi.", start_ms: 1500, end_ms: 2000, words: [word("Hi.", 1500, 2000)] },
  { role: "tool_call", text: "", start_ms: null, end_ms: null, tool: { id: "t", name: "look" } },
  { role: "tool_result", text: "{}", start_ms: null, end_ms: null, tool: { id: "t" } },
  { role: "agent", text: "One moment please", start_ms: 2700, end_ms: 4000 },
  { role: "caller", text: "Wait", start_ms: 3000, end_ms: 3400, words: [word("Wait", 3000, 3400)] },
];
const lines = conversationTimeline(turns);

describe("conversationTimeline", () => {
  test("a tool call without a time stands where the speech before it ended", () => {
    expect(lines[2]).toMatchObject({ start_ms: 2000 });
  });

  test("the agent's silence after the caller is its latency, the caller's is not", () => {
    expect(lines.map((line) => line.latency_ms)).toEqual([null, null, null, null, 700, null]);
  });

  test("speaking before the other has finished is an interruption", () => {
    expect(lines.map((line) => line.interrupts)).toEqual([false, false, false, false, false, true]);
  });

  test("words without timings are spread over their turn, in order and inside it", () => {
    const { words } = lines[4] ?? { words: [] };
    expect(words.map(({ text }) => text)).toEqual(["One", "moment", "please"]);
    expect(words[0]?.start_ms).toBe(2700);
    expect(words.at(-1)?.end_ms).toBe(4000);
    expect(words.map(({ start_ms }) => start_ms)).toEqual(words.map(({ start_ms }) => start_ms).sort((a, b) => a - b));
  });

  test("words are read as they are written, with the vendor's timing", () => {
    const timed = [word("Hello", 0, 400), word("there", 500, 1000)];
    const of = (text: string) =>
      conversationTimeline([{ role: "agent", text, start_ms: 0, end_ms: 1000, words: timed }])[0]?.words;
    expect(of("Hello, there!")).toEqual([word("Hello,", 0, 400), word("there!", 500, 1000)]);
    expect(of("Hello there you")).toEqual(timed);
  });

  test("a transcript without any time is still a transcript", () => {
    const [line] = conversationTimeline([{ role: "agent", text: "Hello", start_ms: null, end_ms: null }]);
    expect(line).toMatchObject({ start_ms: null, words: [], latency_ms: null });
  });
});

describe("spokenAt", () => {
  test.each([
    [0, { line: 0, word: 0 }],
    [450, { line: 0, word: 0 }],
    [600, { line: 0, word: 1 }],
    [1200, { line: 0, word: -1 }],
    [1600, { line: 1, word: 0 }],
    [2500, { line: 1, word: -1 }],
    [2750, { line: 4, word: 0 }],
    [3100, { line: 5, word: 0 }],
    [9000, { line: 5, word: -1 }],
  ])("at %i ms %j is heard", (ms, heard) => {
    expect(spokenAt(lines, ms)).toEqual(heard);
  });

  test("before the first word nothing is heard", () => {
    expect(spokenAt(lines.slice(1), 100)).toBeUndefined();
  });
});

test("the waveform's colours cover the recording from its beginning, in order, within its length", () => {
  const spans = voices(lines, 3500);
  expect(spans[0]).toEqual({ from_ms: 0, voice: "silence" });
  expect(spans.map(({ from_ms }) => from_ms)).toEqual(spans.map(({ from_ms }) => from_ms).sort((a, b) => a - b));
  expect(Math.max(...spans.map(({ from_ms }) => from_ms))).toBeLessThanOrEqual(3500);
  expect(new Set(spans.map(({ voice }) => voice))).toEqual(new Set(["agent", "caller", "silence"]));
});

test("a guessed waveform is loud where words are and quiet between", () => {
  const peaks = guessedPeaks(lines, 4000, 40);
  expect(peaks).toHaveLength(40);
  expect(peaks[1]).toBeGreaterThan(0.2);
  expect(peaks[12]).toBeLessThan(0.1);
  expect(guessedPeaks(lines, 0, 4)).toEqual([0.03, 0.03, 0.03, 0.03]);
});
