import { expect, test } from "vitest";
import { turnsOfRetell } from "@/lib/voice/retell/turns";
import { turnsOfVapi } from "@/lib/voice/vapi/turns";

const odd = [null, 7, "", true, ["agent"], { role: "agent" }];

test("what is no list holds nothing to read, and what is no object in a list is left out", () => {
  for (const list of [undefined, ...odd]) {
    expect(turnsOfVapi(list)).toEqual([]);
    expect(turnsOfRetell({ transcript_object: list as unknown[] })).toEqual([]);
  }
  const said = { role: "user", content: "Hello", message: "Hello" };
  expect(turnsOfVapi([...odd.slice(0, -1), said])).toHaveLength(1);
  expect(turnsOfRetell({ transcript_object: [...odd.slice(0, -1), said] })).toHaveLength(1);
});

test("a field of the wrong type counts as missing and spoils neither its entry nor the others", () => {
  const words = [
    { word: " hi ", start: 1, end: 1.5 },
    { word: 7, start: 1, end: 2 },
    { word: "no", start: "1", end: 2 },
    { word: "no", start: 1, end: Number.POSITIVE_INFINITY },
    [],
  ];
  const entry = { role: " user ", content: 7, words, time_sec: "3", tool_call_id: "x".repeat(201), successful: "yes" };
  expect(turnsOfRetell({ transcript_object: [entry, { role: "agent", content: " as sent " }] })).toEqual([
    { role: "caller", text: "", start_ms: 1000, end_ms: 1500, words: [{ text: "hi", start_ms: 1000, end_ms: 1500 }] },
    { role: "agent", text: " as sent ", start_ms: null, end_ms: null },
  ]);
  const tool = { role: "tool_call_result", tool_call_id: " t1 ", name: 7, arguments: {}, successful: "yes" };
  expect(turnsOfRetell({ transcript_object: [tool] })[0]?.tool).toEqual({ id: "t1" });
  const timed = { role: "bot", message: 7, content: "Hi", secondsFromStart: 1.5, time: 1000, endTime: "2000" };
  expect(turnsOfVapi([timed, { role: " ", message: "nobody's" }])).toEqual([
    { role: "agent", text: "Hi", start_ms: 1500, end_ms: null },
  ]);
});
