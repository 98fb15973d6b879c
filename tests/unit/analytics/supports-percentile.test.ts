import { expect, test } from "vitest";
import { supportsPercentile } from "@/lib/analytics/supports-percentile";

test.each([
  [90, 10],
  [95, 20],
  [99, 100],
])("the %ith percentile is told from the greatest value from %i values on", (percent, fewest) => {
  expect(supportsPercentile(fewest, percent)).toBe(true);
  expect(supportsPercentile(fewest - 1, percent)).toBe(false);
  expect(supportsPercentile(0, percent)).toBe(false);
});
