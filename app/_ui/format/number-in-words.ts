const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small numbers as a sentence has them: "four"; "11" from there on. */
export function numberInWords(count: number): string {
  return WORDS[count] ?? count.toLocaleString("en-US");
}
