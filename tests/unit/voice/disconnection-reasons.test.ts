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

test("every reason in Vapi's types has readable words and a final status", () => {
  const reasons = reasonsIn("@vapi-ai/server-sdk/dist/cjs/api/types/CallEndedReason.d.ts", /: "([^"]+)"/g);
  expect(reasons.length).toBeGreaterThan(400);
  const bad = reasons.filter((reason) => !/^[A-Z][\w\s:,/()'+]+$/.test(explainDisconnection(reason).label));
  expect(bad).toEqual([]);
  const failures = reasons.filter((reason) => /^(pipeline-error-|call\.(in-progress|start)\.error-)/.test(reason));
  expect(failures.filter((reason) => finalStatusOf(reason) !== "error")).toEqual([]);
});
