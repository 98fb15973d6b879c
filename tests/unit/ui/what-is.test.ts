import { expect, test } from "vitest";
import { whatIs } from "@/app/_ui/what-is";
import { rejectionWords } from "@/lib/agents/rejection-words";
import { refused } from "@/lib/credentials/vendors/verdict";

const ADVICE = /\b(Copy|Choose|Compare|Save|Try|Write|Enable)\b/;

test.each(["missing_signature", "malformed_signature", "wrong_signature", "no_secret"])(
  "why a delivery was refused (%s) is told to everybody, what to do about it to whoever may",
  (reason) => {
    const words = rejectionWords(reason);
    expect(whatIs(words, true)).toBe(words);
    expect(words).toMatch(ADVICE);
    expect(whatIs(words, false)).toMatch(/^(It|Its|No) .+\.$/);
    expect(whatIs(words, false)).not.toMatch(ADVICE);
  },
);

test("that a vendor refuses a key is told to everybody, what to do about it to whoever may", () => {
  const words = refused("retell").verification_problem ?? "";
  expect(whatIs(words, false)).toBe("Retell does not accept this key.");
});

test("a host name's dots end no sentence", () => {
  const words = "There is no TXT record at _foyer.calls.example.com yet. A new record can take an hour to be seen.";
  expect(whatIs(words, false)).toBe("There is no TXT record at _foyer.calls.example.com yet.");
});
