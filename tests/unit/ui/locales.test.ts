import { expect, test } from "vitest";
import { formatHour } from "@/app/_ui/format/format-hour";
import { formatDay, formatExact, formatRelative } from "@/app/_ui/format/format-time";
import { formatIn } from "@/app/_ui/format/use-format";
import { locales } from "@/lib/orgs/choices";
import { dateLocaleOf } from "@/lib/orgs/date-locale";

const at = new Date("2026-11-30T21:05:07Z");
const later = new Date("2026-12-24T10:00:00Z");

test("each country's customs are known here, under their own name", () => {
  for (const locale of locales) {
    expect(locale.startsWith(new Intl.NumberFormat(locale).resolvedOptions().locale)).toBe(true);
    expect(new Intl.DateTimeFormat(dateLocaleOf(locale)).resolvedOptions().locale).toBe(dateLocaleOf(locale));
  }
});

test("dates, times, numbers and money follow the locale, and the words stay English", () => {
  const [german, british, american] = [formatIn("de-DE"), formatIn("en-GB"), formatIn("en-US")];
  expect(german.money(1_234_500_000, "EUR")).toMatch(/^1\.234,50\s€$/);
  expect(british.money(1_234_500_000, "GBP")).toBe("£1,234.50");
  expect(american.money(1_234_500_000, "USD")).toBe("$1,234.50");
  expect(german.count(12_345, "call")).toBe("12.345 calls");
  expect(american.count(12_345, "call")).toBe("12,345 calls");
  expect(german.total({ value: 1_000, capped: true })).toBe("1.000+");
  expect([german.latency(1_249), german.latency(84)]).toEqual(["1,2 s", "84 ms"]);
  expect([american.latency(1_204_500), german.latency(1_204_500)]).toEqual(["1,204.5 s", "1.204,5 s"]);
  expect([american.minutes(4_334_700_000), german.minutes(4_334_700_000)]).toEqual([
    "1,204 h 05 min",
    "1.204 h 05 min",
  ]);
  expect([american.decimal(3, 1), german.decimal(3, 1)]).toEqual(["3.0", "3,0"]);
  expect(british.day("2026-11-30")).toBe("30 Nov");
  expect(american.day("2026-11-30")).toBe("Nov 30");
  expect(formatDay(at, "Europe/Berlin", later, "de-DE")).toBe("30 Nov");
  expect(formatRelative(at, "Europe/Berlin", later, "de-DE")).toBe("30 Nov, 22:05");
  expect(formatRelative(at, "America/New_York", later)).toBe("Nov 30, 4:05 PM");
  expect(formatExact(at, "Europe/Berlin", "de-DE")).toContain("November 2026");
  expect(formatHour(15, "de-DE")).toBe("15:00");
  expect(formatHour(15)).toBe("3 PM");
  expect(formatIn("fr-FR").money(1_234_500_000, "EUR")).toBe("1\u00a0234,50\u00a0€");
  expect(formatIn("de-CH").number(1_234_567)).toMatch(/^1[’']234[’']567$/);
});

test("control: were the locale left out, a German's thousands would be an American's decimals", () => {
  const [german, american] = [formatIn("de-DE"), formatIn("en-US")];
  expect(american.number(12_345)).not.toBe(german.number(12_345));
  expect(american.latency(1_249)).not.toBe(german.latency(1_249));
});
