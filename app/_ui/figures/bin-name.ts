import type { Bin } from "@/lib/analytics/bins";
import { formatHour } from "../format/format-hour";
import type { Format } from "../format/use-format";

/** "Sat, Nov 21"; with an hour "3 – 4 PM". A period of two days of hours says the day as well. */
export function binName(format: Format, { day, hour }: Pick<Bin, "day" | "hour">, withDay = false): string {
  if (hour === null) return format.weekday(day);
  const hours = `${formatHour(hour, format.locale)} – ${formatHour(hour + 1, format.locale)}`;
  return withDay ? `${format.day(day)}, ${hours}` : hours;
}

/** What to write under the axis at this bin, or nothing: about six words however many bins there are. */
export function binTick(format: Format, bins: readonly Pick<Bin, "day" | "hour">[], index: number): string | undefined {
  const bin = bins[index];
  if (!bin) return undefined;
  if (bin.hour !== null) {
    if (bins.length > 26)
      return bin.hour === 0 ? format.day(bin.day) : bin.hour === 12 ? formatHour(12, format.locale) : undefined;
    return bin.hour % 6 === 0 && bins[index - 1]?.hour !== bin.hour ? formatHour(bin.hour, format.locale) : undefined;
  }
  // The first word stands at the edge, not over its bar: with more than a week the second must keep clear of it.
  const step = bins.length <= 7 ? 1 : Math.ceil(bins.length / 5);
  return index % step === 0 ? format.day(bin.day) : undefined;
}
