/** To make a format takes a thousand times as long as to use it, and a list holds a hundred amounts. */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * Money in micro-units (1,000,000 = one unit of the currency) for reading.
 * @param digits decimals; by default the currency's own, `exact` shows up to six
 */
export function formatMoney(micros: number, currency: string, digits?: number | "exact"): string {
  const key = `${currency} ${digits ?? ""}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat("en-US", { style: "currency", currency, ...decimals(digits) });
    formats.set(key, format);
  }
  return format.format(micros / 1_000_000);
}

function decimals(digits?: number | "exact"): Intl.NumberFormatOptions {
  if (digits === undefined) return {};
  if (digits === "exact") return { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}
