import { describe, expect, test } from "vitest";
import { answerVapi } from "@/lib/voice/vapi/answer";

const ID = "call_VaJOd8ZeZgWCEHDYomyCPfwN";
const NAME = "book_slot";
const SLOT = { slot: "2026-11-25T15:00:00-06:00" };
const asked = (lists: object) => answerVapi({ message: { type: "tool-calls", ...lists } }, "assistant_1");
const answered = (...calls: [id: string, name: string][]) => ({
  results: calls.map(([toolCallId, name]) => ({ toolCallId, name, result: expect.stringMatching(/^[^\n]+$/) })),
});

describe("tool calls are answered, one result each, in every shape Vapi sends", () => {
  const shapes: [string, object][] = [
    ["arguments as an object", { id: ID, type: "function", function: { name: NAME, arguments: SLOT } }],
    ["arguments as text", { id: ID, type: "function", function: { name: NAME, arguments: JSON.stringify(SLOT) } }],
    ["name and arguments", { id: ID, name: NAME, arguments: SLOT }],
    ["name and parameters", { id: ID, name: NAME, parameters: SLOT }],
    ["a function that is null", { id: ID, name: NAME, function: null }],
    ["a function that is text", { id: ID, name: NAME, function: NAME }],
    ["a function whose name is null", { id: ID, name: NAME, function: { name: null } }],
    ["a name that is null beside the function's", { id: ID, name: null, function: { name: NAME } }],
  ];
  test.each(shapes)("%s", (_, call) => {
    expect(asked({ toolCallList: [call] })).toEqual(answered([ID, NAME]));
    expect(asked({ toolCalls: [call] })).toEqual(answered([ID, NAME]));
    expect(asked({ toolWithToolCallList: [{ type: "function", function: { name: NAME }, toolCall: call }] })).toEqual(
      answered([ID, NAME]),
    );
  });

  test("an empty, missing or unreadable list does not hide a filled one", () => {
    const call = { id: ID, name: NAME };
    for (const toolCallList of [[], null, undefined, "none", {}, [null, 7, { name: "no id" }]])
      expect(asked({ toolCallList, toolCalls: [call] })).toEqual(answered([ID, NAME]));
    expect(asked({ toolCallList: [call], toolCalls: [] })).toEqual(answered([ID, NAME]));
  });

  test("what stands in several lists is answered once, in the order of the first", () => {
    const [first, second, third] = ["a", "b", "c"].map((id) => ({ id, name: NAME }));
    expect(
      asked({
        toolCallList: [first, second],
        toolCalls: [second, first, third],
        toolWithToolCallList: [{ toolCall: first }],
      }),
    ).toEqual(answered(["a", NAME], ["b", NAME], ["c", NAME]));
  });

  test("ids come back exactly, and a call without a name is still answered", () => {
    const long = `call_${"x".repeat(300)}`;
    expect(asked({ toolCallList: [{ id: " spaced " }, { id: long, name: NAME }] })).toEqual(
      answered([" spaced ", "unknown"], [long, NAME]),
    );
  });

  test("a call without an id does not take its neighbours' answers", () => {
    expect(asked({ toolCallList: [{ name: NAME }, { id: ID, name: NAME }, { id: null }] })).toEqual(
      answered([ID, NAME]),
    );
    expect(asked({})).toEqual({ results: [] });
  });
});

describe("other messages", () => {
  test("a call that asks for its assistant gets the agent's own, or words for the caller", () => {
    const request = { message: { type: "assistant-request", toolCallList: null } };
    expect(answerVapi(request, "assistant_1")).toEqual({ assistantId: "assistant_1" });
    expect(answerVapi(request, null)).toEqual({ error: expect.any(String) });
  });

  test("who asks where to hand over gets words for the caller", () => {
    for (const type of ["transfer-destination-request", "handoff-destination-request"])
      expect(answerVapi({ message: { type } }, "assistant_1")).toEqual({ error: expect.any(String) });
  });

  test("nothing is said to what awaits nothing, nor to what is no message", () => {
    for (const type of ["status-update", "end-of-call-report", "conversation-update", "transcript", "hang"])
      expect(answerVapi({ message: { type, toolCalls: [{ id: ID }] } }, "assistant_1"), type).toBeUndefined();
    for (const payload of [undefined, null, 7, "x", [], {}, { message: null }, { message: { type: 7 } }])
      expect(answerVapi(payload, "assistant_1")).toBeUndefined();
  });
});
