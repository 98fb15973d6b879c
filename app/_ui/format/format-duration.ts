import { formatDecimal, formatNumber } from "./format-count";

/** Milliseconds as a clock: "0:07", "12:40", "1:02:09". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Milliseconds as talked minutes: "48 s", "12 min", "1,203 h 05 min". */
export function formatMinutes(ms: number, locale = "en-US"): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return `${formatNumber(Math.floor(minutes / 60), locale)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Short spans of machines: "84 ms", "1.2 s". */
export function formatLatency(ms: number, locale = "en-US"): string {
  const rounded = Math.round(ms);
  return rounded < 1000 ? `${rounded} ms` : `${formatDecimal(ms / 1000, 1, locale)} s`;
}
