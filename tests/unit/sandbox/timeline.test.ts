import { describe, expect, test } from "vitest";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { measureLines } from "@/scripts/stack/sandbox/speech/measure-timings";
import { renderRecording } from "@/scripts/stack/sandbox/speech/render";
import { createSynthesizer, SAMPLE_RATE } from "@/scripts/stack/sandbox/speech/synthesizer";
import { type TimedLine, timelineOf } from "@/scripts/stack/sandbox/speech/timeline";
import timings from "@/scripts/stack/sandbox/speech/timings.json" with { type: "json" };
import { conversationOf } from "./call-facts";

const ids = CONVERSATIONS.map(({ id }) => id);
const linesOf = (id: string) =>
  timelineOf(conversationOf(id)).steps.filter((step): step is TimedLine => step.kind === "line");

describe("the timeline of a conversation", () => {
  test.each(ids)("%s: steps follow each other and end before the call does", (id) => {
    const { steps, duration_ms } = timelineOf(conversationOf(id));
    let clock = 0;
    for (const step of steps) {
      expect(step.start_ms).toBeGreaterThanOrEqual(clock);
      expect(step.end_ms).toBeGreaterThanOrEqual(step.start_ms);
      clock = step.end_ms;
    }
    expect(clock).toBeLessThanOrEqual(duration_ms);
  });

  test.each(ids)("%s: every written word has its time within its line, in order", (id) => {
    for (const line of linesOf(id)) {
      expect(line.words.map(({ word }) => word).join(" ")).toBe(line.text);
      let clock = line.start_ms;
      for (const { start_ms, end_ms } of line.words) {
        expect(start_ms).toBeGreaterThanOrEqual(clock);
        expect(end_ms).toBeGreaterThanOrEqual(start_ms);
        clock = end_ms;
      }
      expect(clock).toBeLessThanOrEqual(line.end_ms);
    }
  });

  test("the committed timings are those the synthesizer measures now", async () => {
    expect(await measureLines(conversationOf("test-drive"))).toEqual(timings["test-drive"].lines);
    expect(await measureLines(conversationOf("spanish-booking"))).toEqual(timings["spanish-booking"].lines);
  }, 20_000);
});

describe("a rendered recording", () => {
  test("is as long as the call, and each voice is in its channel exactly while its line lasts", async () => {
    const conversation = conversationOf("cancel-appointment");
    const { mono, stereo } = await renderRecording(conversation);
    const { duration_ms } = timelineOf(conversation);
    expect(mono.length).toBe(44 + Math.ceil((duration_ms / 1000) * SAMPLE_RATE) * 2);
    expect(stereo.length).toBe(44 + (mono.length - 44) * 2);
    expect([stereo.toString("ascii", 0, 4), stereo.readUInt16LE(22), stereo.readUInt32LE(24)]).toEqual([
      "RIFF",
      2,
      SAMPLE_RATE,
    ]);
    const loudness = (channel: 0 | 1, from_ms: number, to_ms: number) => {
      let sum = 0;
      const [from, to] = [from_ms, to_ms].map((ms) => Math.round((ms / 1000) * SAMPLE_RATE));
      for (let frame = from ?? 0; frame < (to ?? 0); frame++)
        sum += Math.abs(stereo.readInt16LE(44 + frame * 4 + channel * 2));
      return sum / Math.max(1, (to ?? 0) - (from ?? 0));
    };
    let silence_from = 0;
    for (const line of linesOf(conversation.id)) {
      const own = line.speaker === "caller" ? 1 : 0;
      expect(loudness(own, line.start_ms, line.end_ms)).toBeGreaterThan(300);
      expect(loudness(own === 1 ? 0 : 1, line.start_ms, line.end_ms)).toBe(0);
      expect(loudness(0, silence_from + 1, line.start_ms - 1) + loudness(1, silence_from + 1, line.start_ms - 1)).toBe(
        0,
      );
      silence_from = line.end_ms;
    }
  }, 20_000);

  test("a word can be heard at its time and is quiet between sentences", async () => {
    const { samples, words } = (await createSynthesizer())("Hello there. Goodbye.", {
      name: "en-us",
      rate: 160,
      pitch: 50,
      range: 50,
    });
    const peak = (from_ms: number, to_ms: number) =>
      Math.max(...samples.subarray((from_ms / 1000) * SAMPLE_RATE, (to_ms / 1000) * SAMPLE_RATE).map(Math.abs));
    expect(words.map(({ word }) => word)).toEqual(["Hello", "there.", "Goodbye."]);
    for (const { start_ms, end_ms } of words) expect(peak(start_ms, end_ms)).toBeGreaterThan(4_000);
    const [, there, goodbye] = words;
    if (!there || !goodbye) throw new Error("words are missing");
    expect(goodbye.start_ms - there.end_ms).toBeGreaterThan(100);
    expect(peak(there.end_ms + 60, goodbye.start_ms - 10)).toBeLessThan(500);
  }, 20_000);
});
