/** What a call is worth to the organization: money in millionths of its own currency. */
export type CallPrice = { price_micros: number; per_minute_micros: number; currency: string };

/** The price of a call, by the second; nothing for a test call. Null while it runs, or when no price is set. */
export function priceOfCall(
  call: { duration_ms: number | null; is_billable: boolean },
  perMinute: number | null,
  currency: string,
): CallPrice | null {
  if (perMinute === null || call.duration_ms === null) return null;
  const seconds = Math.ceil(call.duration_ms / 1000);
  const price_micros = call.is_billable ? Math.round((seconds * perMinute) / 60) : 0;
  return { price_micros, per_minute_micros: perMinute, currency };
}
