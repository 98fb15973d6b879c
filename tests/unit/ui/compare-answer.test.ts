import { expect, test } from "vitest";
import { answerOf } from "@/app/[org]/agents/compare/answer";

const compared = (...shares: (number | null)[]) =>
  shares.map((success, place) => ({ name: `Agent ${place + 1}`, data: { figures: { success } } }));

test.each([
  [[0.74, 0.82], "Agent 2 succeeds more often: in 82% of its calls, Agent 1 in 74%."],
  [[0.74, 0.82, 0.8], "Agent 2 succeeds most often: in 82% of its calls. Agent 3 comes next with 80%."],
  // What is rounded to the same is shown as the same, and called the same.
  [[0.816, 0.824], "Agent 2 and Agent 1 succeed equally often: in 82% of their calls."],
  [[0.74, null], "Too few calls say whether they succeeded: no agent can be called better."],
  [[null, null], "Too few calls say whether they succeeded: no agent can be called better."],
])("of %j it is said who succeeds more often", (shares, words) => {
  expect(answerOf(compared(...shares))).toBe(words);
});
