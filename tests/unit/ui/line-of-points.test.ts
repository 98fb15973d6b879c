import { expect, test } from "vitest";
import { lineThrough, lonePoints } from "@/app/_ui/charts/scale";

const points = (...values: (number | null)[]) => values.map((y, x) => (y === null ? null : { x, y }));

test("a run is a line, and a gap interrupts it", () => {
  expect(lineThrough(points(1, 2, null, 3, 4))).toBe("M0.00 1.00L1.00 2.00M3.00 3.00L4.00 4.00");
  expect(lonePoints(points(1, 2, null, 3, 4))).toBe("");
});

test("a point between gaps is a dot and no line, wherever it stands", () => {
  expect(lineThrough(points(5, null, 6, null, null, 7))).toBe("");
  expect(lonePoints(points(5, null, 6, null, null, 7))).toBe("M0.00 5.00h0M2.00 6.00h0M5.00 7.00h0");
  expect(lonePoints(points(0))).toBe("M0.00 0.00h0");
});

test("nothing known draws nothing", () => {
  expect(lineThrough(points(null, null)) + lonePoints(points(null, null)) + lineThrough([])).toBe("");
});
