import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { changeOf, formatMeasure, measures } from "@/app/_ui/figures/measures";
import { formatIn } from "@/app/_ui/format/use-format";

const american = formatIn("en-US");

test("the glossary says of every measure what its screens say", async () => {
  const glossary = (await readFile("docs/glossary.md", "utf8")).replaceAll(/ +/g, " ");
  for (const { name, means } of measures) expect(glossary).toContain(`| **${name}** | ${means} |`);
});

test("a change says which way is better, and nothing where nothing can be compared", () => {
  const count = { kind: "count", better: null } as const;
  expect(changeOf(american, count, 12, 10)).toEqual({ text: "+20%", tone: "same" });
  expect(changeOf(american, count, 12, 0)).toBeNull();
  expect(changeOf(american, count, 0, 10)).toEqual({ text: "−100%", tone: "same" });
  expect(changeOf(american, count, 230, 10)).toEqual({ text: "23×", tone: "same" });
  expect(changeOf(american, count, 99, 10)).toEqual({ text: "+890%", tone: "same" });
  const share = { kind: "share", better: "more" } as const;
  expect(changeOf(american, share, 0.5, 0.62)).toEqual({ text: "−12 pts", tone: "bad" });
  expect(changeOf(american, share, 0.63, 0.62)).toEqual({ text: "+1 pt", tone: "good" });
  expect(changeOf(american, share, 0.5, 0)).toEqual({ text: "+50 pts", tone: "good" });
  expect(changeOf(american, share, null, 0.2)).toBeNull();
  const latency = { kind: "latency", better: "less" } as const;
  expect(changeOf(american, latency, 500, 1000)).toEqual({ text: "−50%", tone: "good" });
  expect(changeOf(american, latency, 1000, 1001)?.tone).toBe("same");
});

test("a measure without a value is a dash, never a zero", () => {
  expect(formatMeasure(american, "share", null, "USD")).toBe("–");
  expect(formatMeasure(american, "share", 0, "USD")).toBe("0%");
  expect(formatMeasure(american, "money", 1_230_000, "USD")).toBe("$1.23");
});
