import { describe, expect, test } from "vitest";
import { mentionOf, mentionsIn, partsOfNote } from "@/lib/notes/mentions-in";

const anna = "0199aaaa-0000-7000-8000-000000000001";
const ben = "0199aaaa-0000-7000-8000-000000000002";

describe("mentions in a note", () => {
  test("each person once, in order of appearance", () => {
    expect(mentionsIn(`${mentionOf(ben)} and ${mentionOf(anna)}, ${mentionOf(ben)}!`)).toEqual([ben, anna]);
  });

  test.each(["@anna", "<@anna>", "<@>", `<@${anna}`, `@${anna}`, "a <b@c.de> d"])("%s mentions nobody", (body) => {
    expect(mentionsIn(body)).toEqual([]);
    expect(partsOfNote(body)).toEqual([{ text: body }]);
  });

  test("the parts put together are the note", () => {
    const body = `${mentionOf(anna)}\nplease call${mentionOf(ben)}`;
    const parts = partsOfNote(body);
    expect(parts).toEqual([{ user_id: anna }, { text: "\nplease call" }, { user_id: ben }]);
    expect(parts.map((part) => ("text" in part ? part.text : mentionOf(part.user_id))).join("")).toBe(body);
  });
});
