import { describe, expect, test } from "vitest";
import {
  conversationTimeline,
  guessedPeaks,
  spokenAt,
  voices,
} from "@/app/[org]/calls/[id]/_call/conversation-timeline";
import type { Turn } from "@/lib/voice/provider";
import type { RetellCall } from "@/lib/voice/retell/payloads";
import { turnsOfRetell } from "@/lib/voice/retell/turns";
import { turnsOfVapi } from "@/lib/voice/vapi/turns";

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

  test("the agent's silence after the caller is what the caller waited, the caller's is not", () => {
    const spoken = conversationTimeline(turns.filter(({ tool }) => !tool));
    expect(spoken.map(({ wait }) => wait)).toEqual([null, null, { total_ms: 700, tool_ms: 0 }, null]);
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
    expect(line).toMatchObject({ start_ms: null, words: [], wait: null });
  });
});

describe("a wait with a tool in it", () => {
  const spoken = (role: string, start: number, end: number) => ({
    role,
    content: "One moment.",
    words: [
      { word: "One", start, end: start + 0.2 },
      { word: "moment.", start: end - 0.3, end },
    ],
  });
  const waits = (list: Turn[]) => conversationTimeline(list).flatMap(({ wait }) => wait ?? []);

  test("in Retell's shape, which times no tool, is a wait of which the tool's part is unknown", () => {
    const call: RetellCall = {
      transcript_with_tool_calls: [
        spoken("agent", 0.4, 1.6),
        spoken("user", 2.1, 3),
        { role: "tool_call_invocation", tool_call_id: "tool_call_a1", name: "book_slot", arguments: "{}" },
        { role: "tool_call_result", tool_call_id: "tool_call_a1", content: "{}", successful: true },
        spoken("agent", 6.2, 7.4),
        spoken("user", 8, 8.5),
        spoken("agent", 9.2, 10),
      ],
    };
    expect(waits(turnsOfRetell(call))).toEqual([
      { total_ms: 3200, tool_ms: null },
      { total_ms: 700, tool_ms: 0 },
    ]);
  });

  const BEGAN = 1763990402100;
  const said = (role: string, from: number, to: number) => ({
    role,
    message: "One moment.",
    time: BEGAN + from * 1000,
    endTime: BEGAN + to * 1000,
    secondsFromStart: from,
    duration: (to - from) * 1000,
  });
  const asked = (id: string, at: number) => ({
    role: "tool_calls",
    message: "",
    time: BEGAN + at * 1000,
    secondsFromStart: at,
    toolCalls: [{ id, type: "function", function: { name: "look_up", arguments: "{}" } }],
  });
  const answered = (toolCallId: string, at: number) => ({
    role: "tool_call_result",
    toolCallId,
    name: "look_up",
    result: "{}",
    time: BEGAN + at * 1000,
    secondsFromStart: at,
  });

  test.each([
    ["the tool's time is the tool's", [asked("a", 3.3), answered("a", 5.7)], 2400],
    [
      "two tools beside each other count once",
      [asked("a", 3.2), asked("b", 3.4), answered("b", 4), answered("a", 5.2)],
      2000,
    ],
    ["one after the other counts both", [asked("a", 3.2), answered("a", 4.2), asked("b", 4.4), answered("b", 5)], 1600],
    ["what ran on while the agent spoke counts as far as it spoke", [asked("a", 5.2), answered("a", 9)], 1000],
    ["what was asked before the caller ended counts from there", [asked("a", 2), answered("a", 4)], 1000],
    ["one that never answered leaves its part unknown", [asked("a", 3.3)], null],
  ])("in Vapi's shape: %s", (_, tools, tool_ms) => {
    const artifact = [said("bot", 0.5, 1.6), said("user", 2.1, 3), ...tools, said("bot", 6.2, 7.4)];
    expect(waits(turnsOfVapi(artifact))).toEqual([{ total_ms: 3200, tool_ms }]);
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
