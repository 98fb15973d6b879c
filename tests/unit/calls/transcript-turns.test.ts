import { describe, expect, test } from "vitest";
import { transcriptTurns } from "@/lib/calls/transcript-turns";

const said = (text: string) => ({ role: "caller", text, start_ms: null, end_ms: null });

describe("transcriptTurns", () => {
  test("utterances heard after the snapshot follow it in order, earlier ones are already in it", () => {
    const turns = transcriptTurns({
      turns: [said("one"), said("two")],
      version: "1b",
      fragments: { "1d": said("four"), "1a": said("one, again"), "1c": said("three") },
    });
    expect(turns.map((turn) => turn.text)).toEqual(["one", "two", "three", "four"]);
  });

  test("without a snapshot the utterances are the transcript", () => {
    const turns = transcriptTurns({ turns: [], version: "", fragments: { "1b": said("two"), "1a": said("one") } });
    expect(turns.map((turn) => turn.text)).toEqual(["one", "two"]);
  });

  test.each([
    { turns: null, fragments: null },
    { turns: "no list", fragments: [] },
    { turns: [null, 4, { text: "no role" }], fragments: { a: "no turn" } },
  ])("a row of another shape is an empty transcript, not a broken page: %j", (row) => {
    expect(transcriptTurns({ ...row, version: "" })).toEqual([]);
  });
});
