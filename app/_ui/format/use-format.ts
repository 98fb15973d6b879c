"use client";

import { useMemo } from "react";
import { useLocale } from "../frame/org-context";
import { formatCount, formatDecimal, formatNumber, formatTotal } from "./format-count";
import { formatLatency, formatMinutes } from "./format-duration";
import { formatMoney } from "./format-money";
import { formatPlainDay, formatWeekday } from "./local-day";
import { numberInWords } from "./number-in-words";

/** The house's formats in the locale of the organization on screen. What is no component is handed one. */
export type Format = ReturnType<typeof formatIn>;

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => formatIn(locale), [locale]);
}

/** The same for a locale that is known. */
export function formatIn(locale: string) {
  return {
    locale,
    /** "1,204" */
    number: (value: number) => formatNumber(value, locale),
    /** "1.2", always with as many decimals */
    decimal: (value: number, digits: number) => formatDecimal(value, digits, locale),
    /** "1 call", "1,204 calls" */
    count: (count: number, word: string, plural?: string) => formatCount(count, word, plural, locale),
    /** "1,000+" for a total that stopped counting */
    total: (total: { value: number; capped: boolean }) => formatTotal(total, locale),
    /** "48 s", "12 min", "3 h 05 min" of milliseconds */
    minutes: (ms: number) => formatMinutes(ms, locale),
    /** "84 ms", "1.2 s" */
    latency: (ms: number) => formatLatency(ms, locale),
    /** micro-units of a currency */
    money: (micros: number, currency: string, digits?: number | "exact") =>
      formatMoney(micros, currency, digits, locale),
    /** "Nov 21" of a calendar day */
    day: (day: string) => formatPlainDay(day, locale),
    /** "Sat, Nov 21" of a calendar day */
    weekday: (day: string) => formatWeekday(day, locale),
    /** small numbers as a sentence has them */
    words: (count: number) => numberInWords(count, locale),
  };
}
