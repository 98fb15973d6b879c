import { describe, expect, test } from "vitest";
import { formatCount, formatTotal } from "@/app/_ui/format/format-count";
import { formatDuration, formatLatency, formatMinutes } from "@/app/_ui/format/format-duration";
import { formatMoney } from "@/app/_ui/format/format-money";
import { formatPhone } from "@/app/_ui/format/format-phone";
import { formatExact, formatRelative } from "@/app/_ui/format/format-time";
import { addDays, localDay } from "@/app/_ui/format/local-day";

describe("times are relative near, absolute far, in the organization's zone", () => {
  const now = new Date("2026-11-21T01:30:00Z");
  const at = (iso: string) => formatRelative(new Date(iso), "America/New_York", now);
  test.each([
    ["2026-11-21T01:29:40Z", "just now"],
    ["2026-11-21T01:30:20Z", "just now"],
    ["2026-11-21T01:04:00Z", "26 min ago"],
    ["2026-11-21T01:45:00Z", "in 15 min"],
    // Still Friday in New York, though Saturday in UTC.
    ["2026-11-20T15:05:00Z", "10:05 AM"],
    ["2026-11-20T03:05:00Z", "yesterday 10:05 PM"],
    ["2026-11-18T15:05:00Z", "Nov 18, 10:05 AM"],
    ["2025-11-18T15:05:00Z", "Nov 18, 2025, 10:05 AM"],
  ])("%s reads %s", (iso, words) => {
    expect(at(iso)).toBe(words);
  });
  test("the complete form names the zone", () => {
    expect(formatExact(new Date("2026-11-21T01:30:07Z"), "America/New_York")).toBe(
      "Friday, November 20, 2026 at 8:30:07 PM EST",
    );
  });
});

test("calendar days follow the zone and cross months", () => {
  expect(localDay(new Date("2026-11-21T01:30:00Z"), "America/Chicago")).toBe("2026-11-20");
  expect(localDay(new Date("2026-11-21T01:30:00Z"), "Asia/Tokyo")).toBe("2026-11-21");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});

test.each([
  ["+12025550123", "(202) 555-0123"],
  ["+442079460958", "+44 207 946 0958"],
  ["+4915112345678", "+49 151 123 45678"],
  ["+35312345678", "+353 123 45678"],
  ["anonymous", "anonymous"],
])("%s is written %s", (e164, written) => {
  expect(formatPhone(e164)).toBe(written);
});

test("lengths, money and counts read as people write them", () => {
  expect([0, 7400, 760_000, 3_729_000].map(formatDuration)).toEqual(["0:00", "0:07", "12:40", "1:02:09"]);
  expect([48_000, 59_700, 720_000, 11_100_000].map((ms) => formatMinutes(ms))).toEqual([
    ...["48 s", "1 min", "12 min", "3 h 05 min"],
  ]);
  expect([84.4, 999.6, 1_249, 12_000].map((ms) => formatLatency(ms))).toEqual(["84 ms", "1.0 s", "1.2 s", "12.0 s"]);
  expect(formatMoney(12_345_678, "USD")).toBe("$12.35");
  expect(formatMoney(12_340, "USD", "exact")).toBe("$0.01234");
  expect(formatMoney(5_000_000, "EUR")).toBe("€5.00");
  expect([formatCount(1, "call"), formatCount(1204, "call"), formatCount(2, "delivery", "deliveries")]).toEqual([
    "1 call",
    "1,204 calls",
    "2 deliveries",
  ]);
  expect(formatTotal({ value: 1000, capped: true })).toBe("1,000+");
});
