"use client";

import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";

/** How many calls the list below is about, in one sentence: those of today, or those that match. */
export function CallsAnswer({
  page,
  overview,
  search,
  narrowed,
}: {
  page: CallPage | undefined;
  overview: Snapshot<Overview>;
  search: string | null;
  narrowed: boolean;
}) {
  const format = useFormat();
  const { data: day } = useApi<Overview>("/overview", { initial: overview });
  const total = page?.total;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <p className="min-h-7 font-medium text-20" aria-live="polite">
        {narrowed ? matching(format, total, search) : day ? today(format, day) : " "}
      </p>
      {narrowed || !total || total.value === 0 ? null : (
        <p className="tabular text-13 text-faint in-[.beside]:hidden">{format.total(total)} in all</p>
      )}
    </div>
  );
}

function matching(
  format: Format,
  total: { value: number; capped: boolean } | undefined,
  search: string | null,
): string {
  if (!total) return search ? "Calls in which this was said." : " ";
  if (total.value === 0) return "No call matches.";
  return total.capped
    ? `${format.total(total)} calls match.`
    : `${format.count(total.value, "call")} match${total.value === 1 ? "es" : ""}.`;
}

function today(format: Format, { today: { calls }, live_calls, has_calls }: Overview): string {
  if (!has_calls) return "No call has arrived yet.";
  // One that is under way may have begun yesterday.
  const live = live_calls > 0 ? `, ${format.number(live_calls)} under way` : "";
  return `${calls === 0 ? "No calls yet" : format.count(calls, "call")} today${live}.`;
}
