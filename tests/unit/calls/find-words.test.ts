import { describe, expect, test } from "vitest";
import { conversationTimeline } from "@/app/[org]/calls/[id]/_call/conversation-timeline";
import { asHeard, findWords } from "@/app/[org]/calls/[id]/_call/find-words";

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

  test.each([
    ["don’t", "I don't know José."],
    ["don't", "I don’t know José."],
    ["jose", "I don't know José."],
    ["“yes”", 'She said "yes".'],
    ["İzmir", "From izmir, please."],
    ["プール", "プール は あります か"],
  ])("%s is found in %s, however a keyboard writes it", (wanted, text) => {
    expect(findWords(conversationTimeline([turn("caller", text)]), wanted)).toEqual([{ line: 0, occurrence: 0 }]);
  });

  test("what is lit up stands where it is written", () => {
    const text = "İ’ll meet Zoë 👩‍⚕️ at Málaga’s ﬁrst gate, 한국어";
    expect(asHeard(text)).toHaveLength(text.length);
    expect(asHeard(text).indexOf("malaga's")).toBe(text.indexOf("Málaga’s"));
  });

  test("finds nothing for nothing", () => {
    expect(findWords(lines, "  ")).toEqual([]);
  });
});
