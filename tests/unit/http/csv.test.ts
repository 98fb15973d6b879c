import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvLine } from "@/lib/http/csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+1-800", "'+1-800"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["  =1", "'  =1"],
  ["|calc", "'|calc"],
  ["+15125550142", "+15125550142"],
  ['say "no"', '"say ""no"""'],
  ["a\nb", '"a\nb"'],
])("the cell %j is written %s", (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test("a line holds numbers as they are, nothing for what is not there, and ends as the RFC says", () => {
  expect(csvLine(["-2", -2, 0.5, null, "a, b", "one-two"])).toBe('\'-2,-2,0.5,,"a, b",one-two\r\n');
});

test("no text reaches a spreadsheet with a formula's first character, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.constantFrom("=", "+", "-", "@", "\t", "\r"), (rest, first) => {
      const cell = csvCell(first + rest).replace(/^"/, "");
      return cell.startsWith("'") || /^\+\d{1,15}$/.test(cell);
    }),
  );
});
