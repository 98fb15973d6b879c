import type { Bin } from "@/lib/analytics/bins";

const clock = (hour: number) => `${hour % 12 === 0 ? 12 : hour % 12} ${hour % 24 < 12 ? "AM" : "PM"}`;

const WEEKDAY = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "short", month: "short", day: "numeric" });
const DAY = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short", day: "numeric" });

/** "Sat, Nov 21"; with an hour "3 – 4 PM". A period of two days of hours says the day as well. */
export function binName({ day, hour }: Pick<Bin, "day" | "hour">, withDay = false): string {
  if (hour === null) return WEEKDAY.format(Date.parse(day));
  const hours = `${clock(hour)} – ${clock(hour + 1)}`;
  return withDay ? `${DAY.format(Date.parse(day))}, ${hours}` : hours;
}

/** What to write under the axis at this bin, or nothing: about six words however many bins there are. */
export function binTick(bins: readonly Pick<Bin, "day" | "hour">[], index: number): string | undefined {
  const bin = bins[index];
  if (!bin) return undefined;
  if (bin.hour !== null) {
    if (bins.length > 26)
      return bin.hour === 0 ? DAY.format(Date.parse(bin.day)) : bin.hour === 12 ? "12 PM" : undefined;
    return bin.hour % 6 === 0 && bins[index - 1]?.hour !== bin.hour ? clock(bin.hour) : undefined;
  }
  const step = Math.max(1, Math.ceil(bins.length / 7));
  return index % step === 0 ? DAY.format(Date.parse(bin.day)) : undefined;
}
