/** To make a format takes a thousand times as long as to use it, and a list holds a hundred amounts. */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * Money in micro-units (1,000,000 = one unit of the currency) for reading.
 * @param digits decimals; by default the currency's own, `exact` shows up to six
 * @param locale how it is written (lib/orgs/choices)
 */
export function formatMoney(micros: number, currency: string, digits?: number | "exact", locale = "en-US"): string {
  const key = `${currency} ${digits ?? ""} ${locale}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency, ...decimals(digits) });
    formats.set(key, format);
  }
  return format.format(micros / 1_000_000).replaceAll("\u202f", "\u00a0");
}

function decimals(digits?: number | "exact"): Intl.NumberFormatOptions {
  if (digits === undefined) return {};
  if (digits === "exact") return { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
