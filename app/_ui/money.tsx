"use client";

import { formatMoney } from "./format/format-money";
import { useLocale } from "./frame/org-context";

/** Micro-units in their currency; hovering shows the exact figure and, when given, what the vendor charged. */
export function Money({
  micros,
  currency,
  digits,
  vendor,
}: {
  micros: number | null | undefined;
  currency: string;
  digits?: number;
  /** The vendor's own words, such as "Retell: 12.4 ¢". */
  vendor?: string | undefined;
}) {
  const locale = useLocale();
  if (micros === null || micros === undefined) return <span className="text-faint">–</span>;
  const exact = formatMoney(micros, currency, "exact", locale);
  return (
    <span className="tabular" title={vendor ? `${exact} · ${vendor}` : exact}>
      {formatMoney(micros, currency, micros === 0 ? undefined : digits, locale)}
    </span>
  );
}
