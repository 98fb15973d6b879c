import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { CallPage } from "@/lib/calls/list-calls";

/** What the reader should know about the list: what it leaves out, and why. */
export function ListNotes({ page, sort }: { page: CallPage | undefined; sort: string }) {
  const format = useFormat();
  const figure = { duration_ms: "length", latency_p50_ms: "latency", cost_micros: "cost" }[sort.replace("-", "")];
  const notes = [
    page?.indexing ? "Older calls are still being made searchable; the list fills up by itself." : null,
    page?.sorted_newest === undefined ? null : sortedAmong(page.sorted_newest, format),
    figure ? `Calls without a known ${figure} are not listed.` : null,
  ].filter(Boolean);
  return notes.length === 0 ? null : <p className="text-13 text-muted in-[.beside]:truncate">{notes.join(" ")}</p>;
}

function sortedAmong(newest: number, format: Format): string {
  return newest === 0
    ? "Only the newest calls were searched for this order; sorted by start, the search goes on to older ones."
    : `Sorted among the newest ${format.count(newest, "match", "matches")}.`;
}
