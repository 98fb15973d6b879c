import { describe, expect, test } from "vitest";
import { asStored, asWritten, labelled, othersIn, typedName } from "@/app/[org]/calls/[id]/_call/notes/mention-text";

const ann = "0199aaaa-0000-7000-8000-000000000001";
const anna = "0199aaaa-0000-7000-8000-000000000002";
const people = [
  { user_id: ann, label: "Ann" },
  { user_id: anna, label: "Anna Lee" },
];

describe("a note as typed and as stored", () => {
  test("comes back as it was typed", () => {
    const text = "@Anna Lee and @Ann, please call. Mail a@b.example";
    expect(asStored(text, people)).toBe(`<@${anna}> and <@${ann}>, please call. Mail a@b.example`);
    expect(asWritten(asStored(text, people), people)).toBe(text);
  });

  test("who has left, or is not among the first members, is still who is mentioned when the words are stored again", () => {
    const [gone, too, unlisted] = [3, 4, 5].map((last) => `0199aaaa-0000-7000-8000-00000000000${last}`);
    const body = `<@${gone}> knew, ask <@${too}>, <@${unlisted}> or <@${ann}>`;
    const all = [...people, ...othersIn(body, [{ user_id: `${unlisted}`, name: "Ann" }], people)];
    const text = asWritten(body, all);
    expect(text).toBe("@a former member knew, ask @a former member (2), @Ann (2) or @Ann");
    expect(asStored(text, all)).toBe(body);
  });

  test("part of a longer word is nobody", () => {
    expect(asStored("@Anne", people)).toBe("@Anne");
  });

  test("two of the same name are told apart by their address", () => {
    const same = ["x@example.com", "y@example.com"].map((email, at) => ({ user_id: `${at}`, full_name: "Ann", email }));
    expect(labelled(same).map(({ label }) => label)).toEqual(["Ann (x@example.com)", "Ann (y@example.com)"]);
  });

  test.each([
    ["@", ""],
    ["Ask @an", "an"],
    ["Ask @Anna Le", "Anna Le"],
    ["a@b", null],
    ["none", null],
  ])("after %j the name being typed is %j", (text, name) => expect(typedName(text, text.length)).toBe(name));
});
