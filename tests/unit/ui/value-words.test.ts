import { expect, test } from "vitest";
import { formatIn } from "@/app/_ui/format/use-format";
import { valueWord } from "@/app/[org]/inbox/[[...id]]/_inbox/value-words";

const american = formatIn("en-US");

const org = { time_zone: "America/Chicago", currency: "USD" };

test("what a delivery said of a call is told in the words of the list of calls", () => {
  expect(valueWord(american, "status", "in_progress", org)).toBe("In conversation");
  expect(valueWord(american, "status", "registered", org)).toBe("Ringing");
  expect(valueWord(american, "direction", "outbound", org)).toBe("Outbound");
  expect(valueWord(american, "sentiment", "negative", org)).toBe("Negative");
  expect(valueWord(american, "channel", "web", org)).toBe("Web");
  expect(valueWord(american, "latency", { e2e: { p50: 855 }, llm: { p50: 479 } }, org)).toBe(
    "Whole reply 855 ms · Thinking 479 ms",
  );
  expect(valueWord(american, "disconnection_reason", "user_hangup", org)).toBe("Other party hung up");
  const outbound = { ...org, call: { direction: "outbound" } } as const;
  expect(valueWord(american, "disconnection_reason", "user_hangup", outbound)).toBe("Called party hung up");
});

test("a value nobody has a word for is spelled, not shown raw", () => {
  expect(valueWord(american, "status", "on_hold", org)).toBe("On hold");
});
