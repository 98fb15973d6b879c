import { describe, expect, test } from "vitest";
import { transcriptColumns, turnsOf } from "@/lib/phi/transcript";
import type { Turn } from "@/lib/voice/provider";
import { makeVault } from "../../support/vault";

const said = (text: string): Turn => ({ role: "caller", text, start_ms: null, end_ms: null });
const call = { provider: "retell", vendor_call_id: "call_1" };
const none = { turns: [], turns_ciphertext: null, fragments: {}, fragments_ciphertext: {} };
const vault = makeVault();
const textsOf = (row: object) => turnsOf(vault, { ...call, ...none, version: "", ...row }).map(({ text }) => text);

const heard = {
  turns: [said("one"), said("two")],
  fragments: { "1d": said("four"), "1a": said("one, again"), "1c": said("three") },
};

describe("turnsOf", () => {
  test("utterances heard after the snapshot follow it in order, earlier ones are already in it", () => {
    expect(textsOf({ ...heard, version: "1b" })).toEqual(["one", "two", "three", "four"]);
  });

  test("without a snapshot the utterances are the transcript", () => {
    expect(textsOf({ fragments: { "1b": said("two"), "1a": said("one") } })).toEqual(["one", "two"]);
  });

  test.each([
    { turns: null, fragments: null },
    { turns: "no list", fragments: [] },
    { turns: [null, 4, { text: "no role" }], fragments: { a: "no turn" } },
  ])("a row of another shape is an empty transcript, not a broken page: %j", (row) => {
    expect(textsOf(row)).toEqual([]);
  });
});

describe("a sealed transcript", () => {
  const sealed = { ...none, ...transcriptColumns(vault, call, heard), version: "1b" };

  test("reads as the plain one, and shows no word of it", () => {
    expect(textsOf(sealed)).toEqual(["one", "two", "three", "four"]);
    expect(JSON.stringify(sealed)).not.toMatch(/one|two|three|four/);
  });

  test("goes on after protection was turned on in mid-call: plain and sealed utterances keep their order", () => {
    const { fragments_ciphertext } = transcriptColumns(vault, call, { turns: null, fragments: { "1b": said("two") } });
    expect(textsOf({ fragments: { "1a": said("one"), "1c": said("three") }, fragments_ciphertext })).toEqual([
      "one",
      "two",
      "three",
    ]);
  });

  test("does not open at another call, under another organization's key, or when utterances are swapped", () => {
    const elsewhere = { ...sealed, ...call, vendor_call_id: "call_2" };
    const unreadable = expect.objectContaining({ code: "not_configured" });
    expect(() => turnsOf(vault, elsewhere)).toThrow(unreadable);
    expect(() => turnsOf(makeVault(), { ...call, ...sealed })).toThrow(unreadable);
    const map = sealed.fragments_ciphertext as Record<string, string>;
    const swapped = { ...map, "1c": map["1d"], "1d": map["1c"] };
    expect(() => turnsOf(vault, { ...call, ...sealed, fragments_ciphertext: swapped })).toThrow(unreadable);
  });
});
