import { expect, test } from "vitest";
import { valueWord } from "@/app/[org]/inbox/[[...id]]/_inbox/value-words";

const org = { time_zone: "America/Chicago", currency: "USD" };

test("what a delivery said of a call is told in the words of the list of calls", () => {
  expect(valueWord("status", "in_progress", org)).toBe("In conversation");
  expect(valueWord("status", "registered", org)).toBe("Ringing");
  expect(valueWord("direction", "outbound", org)).toBe("Outbound");
  expect(valueWord("sentiment", "negative", org)).toBe("Negative");
  expect(valueWord("channel", "web", org)).toBe("Web");
  expect(valueWord("latency", { e2e: { p50: 855 }, llm: { p50: 479 } }, org)).toBe("Whole reply 855 ms · LLM 479 ms");
  expect(valueWord("disconnection_reason", "user_hangup", org)).toBe("Caller hung up");
});

test("a value nobody has a word for is spelled, not shown raw", () => {
  expect(valueWord("status", "on_hold", org)).toBe("On hold");
});
