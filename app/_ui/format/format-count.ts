/** "1,204", with the locale's marks between thousands. */
export function formatNumber(value: number, locale = "en-US"): string {
  // ICU versions differ in the width of this space; one keeps server and browser equal.
  return value.toLocaleString(locale).replaceAll("\u202f", "\u00a0");
}

/** To make a format takes a thousand times as long as to use it. */
const decimals = new Map<string, Intl.NumberFormat>();

/** "1.2", "1,204.5": always as many decimals as asked for, with the locale's marks. */
export function formatDecimal(value: number, digits: number, locale = "en-US"): string {
  const key = `${digits} ${locale}`;
  let format = decimals.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    decimals.set(key, format);
  }
  return format.format(value).replaceAll("\u202f", "\u00a0");
}

/** "1 call", "1,204 calls". Pass the plural when it is not the word with an s. */
export function formatCount(count: number, word: string, plural = `${word}s`, locale = "en-US"): string {
  return `${formatNumber(count, locale)} ${count === 1 ? word : plural}`;
}

/** "84%" from a share between 0 and 1. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "1,000+" for a total that stopped counting. */
export function formatTotal(total: { value: number; capped: boolean }, locale = "en-US"): string {
  return `${formatNumber(total.value, locale)}${total.capped ? "+" : ""}`;
}
