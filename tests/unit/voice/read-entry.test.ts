import { expect, test } from "vitest";
import { readRetellCall, readRetellWebhook } from "@/lib/voice/retell/payloads";
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

test("a call keeps what can be a column of it: short names, believable instants, spans that fit", () => {
  const believable = Date.UTC(2000, 0, 1);
  const endless = "x".repeat(201);
  expect(
    readRetellCall({
      call_id: " call_1 ",
      agent_id: endless,
      direction: "sideways",
      start_timestamp: believable + 0.4,
      end_timestamp: believable - 1,
      duration_ms: 2_147_483_647.4,
      transcript: ` ${endless} `,
      recording_url: "  ",
      metadata: ["no", "record"],
    }),
  ).toMatchObject({
    call_id: "call_1",
    agent_id: undefined,
    direction: undefined,
    start_timestamp: believable,
    end_timestamp: undefined,
    duration_ms: undefined,
    transcript: endless,
    recording_url: undefined,
    metadata: undefined,
  });
  const latest = Date.UTC(2100, 0, 1);
  const later = readRetellCall({
    start_timestamp: latest,
    end_timestamp: latest + 1,
    duration_ms: 0.6,
    direction: "outbound",
  });
  expect(later).toMatchObject({
    start_timestamp: latest,
    end_timestamp: undefined,
    duration_ms: 1,
    direction: "outbound",
  });
  expect([0, -1, undefined].map((duration_ms) => readRetellCall({ duration_ms }).duration_ms)).toEqual([
    0,
    undefined,
    undefined,
  ]);
});

test("of a cost and an analysis what is usable is kept, and what is none of them is no part of the call", () => {
  const product_costs = [{ product: "tts", cost: 2 }, { product: "llm" }, { product: 7, cost: 1 }, null, "tts"];
  const call = {
    call_cost: { combined_cost: "3", product_costs },
    call_analysis: { call_summary: " Booked. ", user_sentiment: " ", call_successful: "yes", in_voicemail: false },
  };
  expect(readRetellWebhook({ event: " call_analyzed ", event_timestamp: "now", call })).toMatchObject({
    event: "call_analyzed",
    event_timestamp: undefined,
    call: {
      call_cost: { combined_cost: undefined, product_costs: [{ product: "tts", cost: 2 }] },
      call_analysis: {
        call_summary: "Booked.",
        user_sentiment: undefined,
        call_successful: undefined,
        in_voicemail: false,
        custom_analysis_data: undefined,
      },
    },
  });
  expect(readRetellWebhook({ event: "call_ended", call: [call] }).call).toBeUndefined();
  expect(readRetellCall({ call_cost: [], call_analysis: "good" })).toMatchObject({
    call_cost: undefined,
    call_analysis: undefined,
  });
});
