import { describe, expect, test } from "vitest";
import { oneMoreUnread, type Unread, unreadInWords } from "@/lib/agents/unread-calls";
import { LongAnswer, VendorError } from "@/lib/voice/vendor-error";

const stumbled = new VendorError("vapi", 500);

describe("a call that its vendor lists and does not hand out", () => {
  test("is left where the vendor stumbled twice, or where its answer is longer than we read", () => {
    const first = oneMoreUnread(undefined, stumbled, true);
    expect(unreadInWords(first)).toBe(
      "One call could not be read. Vapi has trouble just now (500). Try again in a moment.",
    );
    const second = oneMoreUnread(first, new LongAnswer("vapi", 200));
    expect(unreadInWords(second)).toBe("2 calls could not be read. Vapi answered more than can be read here.");
  });

  test("is asked for again where the vendor stumbled once", () => {
    expect(() => oneMoreUnread(undefined, stumbled)).toThrow(stumbled);
  });

  test.each([null, 401, 403, 429])("is not what is wrong where the vendor answers %s", (status) => {
    const error = new VendorError("vapi", status);
    expect(() => oneMoreUnread(undefined, error, true)).toThrow(error);
  });

  test("is not what is wrong where many more are not handed out, nor where the fault is ours", () => {
    let unread: Unread | undefined;
    for (let calls = 0; calls < 3; calls += 1) unread = oneMoreUnread(unread, stumbled, true);
    expect(() => oneMoreUnread(unread, stumbled, true)).toThrow(stumbled);
    const ours = new Error("the database is away");
    expect(() => oneMoreUnread(undefined, ours, true)).toThrow(ours);
  });
});
