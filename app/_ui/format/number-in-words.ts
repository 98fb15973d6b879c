import { formatNumber } from "./format-count";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small numbers as a sentence has them: "four"; "11" from there on. */
export function numberInWords(count: number, locale = "en-US"): string {
  return WORDS[count] ?? formatNumber(count, locale);
}
