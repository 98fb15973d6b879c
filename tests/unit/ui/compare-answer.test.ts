import { expect, test } from "vitest";
import { answerOf } from "@/app/[org]/agents/compare/answer";

const compared = (shares: readonly (number | null)[], analyzed_calls: number) =>
  shares.map((success, place) => ({ name: `Agent ${place + 1}`, data: { figures: { success, analyzed_calls } } }));

test.each([
  [[0.74, 0.82], "Agent 2 succeeds more often: in 82% of its calls, Agent 1 in 74%."],
  [[0.74, 0.82, 0.8], "Agent 2 succeeds most often: in 82% of its calls. Agent 3 comes next with 80%."],
  // What is rounded to the same is shown as the same, and called the same.
  [[0.816, 0.824], "Agent 2 and Agent 1 succeed equally often: in 82% of their calls."],
  [[0.74, null], "Too few calls to say which agent succeeds more often."],
  [[null, null], "Too few calls to say which agent succeeds more often."],
])("of %j it is said who succeeds more often", (shares, words) => {
  expect(answerOf(compared(shares, 10))).toBe(words);
});

test("of a handful of calls nothing is said", () => {
  expect(answerOf(compared([0.5, 1], 9))).toBe("Too few calls to say which agent succeeds more often.");
});
