/**
 * Money in micro-units (1,000,000 = one unit of the currency) for reading.
 * @param digits decimals; by default the currency's own, `exact` shows up to six
 */
export function formatMoney(micros: number, currency: string, digits?: number | "exact"): string {
  const options: Intl.NumberFormatOptions = { style: "currency", currency };
  if (digits === "exact") Object.assign(options, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  else if (digits !== undefined)
    Object.assign(options, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return new Intl.NumberFormat("en-US", options).format(micros / 1_000_000);
}
