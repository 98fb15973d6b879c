import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { explainDisconnection, finalStatusOf } from "@/lib/voice/disconnection-reasons";

function reasonsIn(declaration: string, pattern: RegExp): string[] {
  const text = readFileSync(new URL(`../../../node_modules/${declaration}`, import.meta.url), "utf8");
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

test("every reason in Retell's types has words of its own", () => {
  const types = reasonsIn("retell-sdk/resources/call.d.ts", /disconnection_reason\?: ([^;]+);/g);
  const reasons = types.flatMap((union) => [...union.matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? ""));
  expect(new Set(reasons).size).toBeGreaterThan(25);
  expect(
    reasons.filter((reason) => explainDisconnection(reason).label.toLowerCase() === reason.replaceAll("_", " ")),
  ).toEqual([]);
});

test.each([
  [{ direction: "inbound" }, "Caller hung up", "Caller declined"],
  [{ direction: null }, "Caller hung up", "Caller declined"],
  [{ direction: "outbound" }, "Called party hung up", "Called party declined"],
  [undefined, "Other party hung up", "Other party declined"],
] as const)("whoever hung up in a call of %j is named by its direction", (call, hungUp, declined) => {
  expect(explainDisconnection("user_hangup", call).label).toBe(hungUp);
  expect(explainDisconnection("customer-ended-call", call).label).toBe(hungUp);
  expect(explainDisconnection("user_declined", call).label).toBe(declined);
  expect(explainDisconnection("agent_hangup", call).label).toBe("Agent hung up");
});

test("every reason in Vapi's types has readable words and a final status", () => {
  const reasons = reasonsIn("@vapi-ai/server-sdk/dist/cjs/api/types/CallEndedReason.d.ts", /: "([^"]+)"/g);
  expect(reasons.length).toBeGreaterThan(400);
  const bad = reasons.filter((reason) => !/^[A-Z][\w\s:,/()'+]+$/.test(explainDisconnection(reason).label));
  expect(bad).toEqual([]);
  const failures = reasons.filter((reason) => /^(pipeline-error-|call\.(in-progress|start)\.error-)/.test(reason));
  expect(failures.filter((reason) => finalStatusOf(reason) !== "error")).toEqual([]);
});
