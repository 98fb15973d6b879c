/** English for dates as a locale has them: its own, or the order and clock of Europe where its words are no English ones. */
export function dateLocaleOf(locale: string): string {
  return locale.startsWith("en-") ? locale : "en-GB";
}
