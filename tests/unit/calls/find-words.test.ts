import { describe, expect, test } from "vitest";
import { conversationTimeline } from "@/app/[org]/calls/[id]/_call/conversation-timeline";
import { findWords } from "@/app/[org]/calls/[id]/_call/find-words";

const turn = (role: "agent" | "caller" | "tool_result", text: string) => ({ role, text, start_ms: null, end_ms: null });
const lines = conversationTimeline([
  turn("agent", "Good morning, morning shift speaking."),
  turn("tool_result", "morning"),
  turn("caller", "I would like\n a morning slot"),
]);

describe("findWords", () => {
  test("finds every place in order, whatever the case, and not what no person said", () => {
    expect(findWords(lines, "MORNING")).toEqual([
      { line: 0, occurrence: 0 },
      { line: 0, occurrence: 1 },
      { line: 2, occurrence: 0 },
    ]);
  });

  test("takes any space for one", () => {
    expect(findWords(lines, " like   a ")).toEqual([{ line: 2, occurrence: 0 }]);
  });

  test("finds nothing for nothing", () => {
    expect(findWords(lines, "  ")).toEqual([]);
  });
});
