/** A problem's words for whoever reads them: the first sentence says what is; what to do is told only to those who may. */
export function whatIs(words: string, mayAct: boolean): string {
  return mayAct ? words : words.replace(/(?<=\.)\s.*$/s, "");
}
