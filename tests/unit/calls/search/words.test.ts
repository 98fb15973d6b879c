import { describe, expect, test } from "vitest";
import { hitsOf } from "@/lib/calls/search/add-hits";
import { parseSearch } from "@/lib/calls/search/parse-search";
import { fieldsOf, rangeTerms, termsOfCall } from "@/lib/calls/search/terms-of-call";
import { wordsOf } from "@/lib/calls/search/words";
import type { Turn } from "@/lib/voice/provider";

const stem = (word: string) => wordsOf(word)[0]?.stem;

describe("the words of a transcript", () => {
  test.each([
    ["appointment", "appointments"],
    ["schedule", "scheduled"],
    ["schedule", "Scheduling"],
    ["stop", "stopped"],
    ["policy", "policies"],
    ["wish", "wishes"],
    ["patient", "patient’s"],
    ["café", "CAFE"],
    ["mañana", "manana"],
  ])("%s is found as %s", (one, other) => {
    expect(stem(other)).toBe(stem(one));
  });

  test.each([
    ["bus", "bu"],
    ["this", "thi"],
    ["need", "ne"],
    ["red", "r"],
  ])("%s does not lose its end", (word, wrong) => {
    expect(stem(word)).not.toBe(wrong);
  });

  test("stand where they are in the text, whatever alphabet it is", () => {
    const text = "¿Mañana, don’t 10:30 — приём?";
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Mañana",
      "don’t",
      "10",
      "30",
      "приём",
    ]);
  });
});

describe("words of a script without spaces", () => {
  const said = (text: string) => wordsOf(text).map(({ plain }) => plain);

  test("are its characters, and words of other scripts beside them stay whole", () => {
    expect(said("我想预约WiFi服务，3 点")).toEqual([..."我想预约", "wifi", ..."服务", "3", "点"]);
    expect(said("プールの予約")).toEqual([..."フールの予約"]);
    expect(said("예약을 하고 싶어요")).toHaveLength(3);
  });

  test("are searched as they stand together, one alone as well", () => {
    expect(parseSearch("预约 牙医")).toEqual({ stems: [..."预约牙医"], phrases: [[..."预约"], [..."牙医"]] });
    expect(parseSearch("水")).toEqual({ stems: ["水"], phrases: [["水"]] });
  });

  test("are marked where they stand together", () => {
    const turn: Turn = { role: "caller", text: "预先说好，我想预约明天。", start_ms: 0, end_ms: 1 };
    const [hit] = hitsOf([turn], parseSearch("预约"));
    expect(hit?.parts.filter((part) => part.hit).map(({ text }) => text)).toEqual(["预", "约"]);
    expect(hit?.parts[0]?.text).toBe("预先说好，我想");
  });

  test.each(["It's a quarter-past 10:30, señora’s crown — приём", "don’t", "", "ʻokina’s"])(
    "leave other texts as they were (%s)",
    (text) => {
      const beside = wordsOf(`${text} 牙`).slice(0, -1);
      expect(beside).toEqual(wordsOf(text));
    },
  );
});

describe("a search", () => {
  test("asks for every telling word once and for phrases word by word", () => {
    expect(parseSearch('the Crown crowns "as soon as possible"')).toEqual({
      stems: [stem("crown"), stem("soon"), stem("possible")],
      phrases: [["as", "soon", "as", "possible"]],
    });
  });

  test.each([
    ["and the", "Search for a word that is not in every call."],
    ["😀 …", "Search for a word of two letters or more, or a figure."],
    ["x", "Search for a word of two letters or more, or a figure."],
  ])("of nothing to find calls by (%s) is refused with the reason", (text, reason) => {
    expect(() => parseSearch(text)).toThrow(reason);
  });
});

describe("what a call is found by", () => {
  const call = {
    agent_id: "a",
    provider: "vapi",
    direction: null,
    disconnection_reason: "customer-busy",
    sentiment: null,
    successful: null,
    voicemail: null,
    duration_ms: 61_000,
    latency_p50_ms: null,
    cost_micros: 120_000,
    custom_analysis: { Visit: { type: "Cleaning", tags: ["new", 3] }, empty: null },
    metadata: { campaign: "Autumn", dynamic_variables: { order: 17 } },
  };
  const turns: Turn[] = [
    { role: "caller", text: "Is Thursday free?", start_ms: 0, end_ms: 1 },
    { role: "tool_call", text: "", start_ms: 1, end_ms: 1, tool: { id: "1", name: "book", arguments: '{"secret":1}' } },
    { role: "tool_result", text: "unspoken", start_ms: 1, end_ms: 1, tool: { id: "1" } },
  ];

  test("is what was said, not what tools answered", () => {
    const terms = termsOfCall(call, turns);
    expect(terms).toContain("word thursday");
    expect(terms).toContain("tool book");
    expect(terms).toContain("outcome unknown");
    expect(terms.some((term) => /unspoken|secret/.test(term))).toBe(false);
  });

  test("includes each answer of the analysis by its path", () => {
    expect(fieldsOf(call.custom_analysis)).toEqual([
      ["Visit.type", "Cleaning"],
      ["Visit.tags", "new"],
      ["Visit.tags", "3"],
    ]);
  });

  test("includes that there is an answer, however long it is", () => {
    const notes = "She would rather come in the morning, ".repeat(3);
    expect(fieldsOf({ notes })).toEqual([["notes", null]]);
    const terms = termsOfCall({ ...call, custom_analysis: { notes } }, turns);
    expect(terms.filter((each) => each.startsWith("field notes"))).toEqual(["field notes"]);
  });

  test("includes what was attached to the call, apart from the analysis", () => {
    const terms = termsOfCall(call, turns);
    expect(terms.filter((each) => each.startsWith("field metadata"))).toEqual([
      "field metadata.campaign",
      "field metadata.campaign=autumn",
      "field metadata.dynamic_variables.order",
      "field metadata.dynamic_variables.order=17",
    ]);
  });

  test.each([
    ["duration_ms", 0],
    ["duration_ms", 499],
    ["duration_ms", 61_000],
    ["duration_ms", 2_000_000_000],
    ["latency_p50_ms", 850],
    ["cost_micros", 123_456],
  ] as const)("a range around the figure always holds its step (%s %i)", (figure, value) => {
    const own = termsOfCall({ ...call, [figure]: value }, []).filter((term) => term.startsWith(`${figure} `));
    expect(own).toHaveLength(1);
    for (const [min, max] of [
      [value, value],
      [undefined, value],
      [value, undefined],
      [value - 1, value + 1],
    ])
      expect(rangeTerms(figure, min, max)).toContain(own[0]);
  });

  test("a narrow range asks for few steps", () => {
    expect(rangeTerms("duration_ms", 60_000, 62_000).length).toBeLessThanOrEqual(2);
  });
});

describe("the lines a search was found by", () => {
  const line = (role: Turn["role"], text: string, start_ms: number): Turn => ({ role, text, start_ms, end_ms: null });

  test("are the most telling ones, with the words marked and the moment of the line", () => {
    const turns = [
      line("agent", "Would you like a crown?", 1000),
      line("tool_result", "crown repair", 1500),
      line("caller", "No, the old crown needs a repair.", 2000),
    ];
    const [first, second] = hitsOf(turns, parseSearch("crowns repairs"));
    expect(first).toEqual({
      role: "caller",
      at_ms: 2000,
      parts: [
        { text: "No, the old ", hit: false },
        { text: "crown", hit: true },
        { text: " needs a ", hit: false },
        { text: "repair", hit: true },
        { text: ".", hit: false },
      ],
    });
    expect(second?.role).toBe("agent");
  });

  test("begin at the word itself where the vendor timed it", () => {
    const words = ["I", "want", "Thursday"].map((text, index) => ({
      text,
      start_ms: index * 300,
      end_ms: index * 300 + 200,
    }));
    const turn: Turn = { role: "caller", text: "I want Thursday", start_ms: 0, end_ms: 900, words };
    expect(hitsOf([turn], parseSearch("thursday"))[0]?.at_ms).toBe(600);
  });

  test("of a long speech are cut around the word", () => {
    const text = `${"so ".repeat(100)}the crown ${"and ".repeat(100)}`;
    const [hit] = hitsOf([line("caller", text, 0)], parseSearch("crown"));
    const shown = hit?.parts.map((part) => part.text).join("") ?? "";
    expect(shown.length).toBeLessThan(200);
    expect(shown).toMatch(/^… .*crown.* …$/);
  });
});
