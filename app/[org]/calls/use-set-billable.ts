"use client";

import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { olderPath } from "../../_ui/data/use-cursor-list";
import { useMutationApi } from "../../_ui/data/use-mutation-api";

type Change = { ids: string[]; is_billable: boolean };

/** Marks listed calls as billable or test: at once, with undo; the live event renews totals and other screens. */
export function useSetBillable(path: string) {
  const format = useFormat();
  const { run } = useMutationApi<Change, { changed: string[] }>({
    method: "PUT",
    path: () => "/calls/billable",
    optimistic: (change) => [
      { path, change: (page) => withChange(page as CallPage | undefined, change) },
      { path: olderPath(path), change: (older) => withOlderChange(older as Older | undefined, change) },
    ],
    undo: ({ is_billable }, { changed }) =>
      changed.length === 0
        ? null
        : {
            message: messageOf(format, changed.length, is_billable),
            input: { ids: changed, is_billable: !is_billable },
          },
  });
  return run;
}

function messageOf(format: Format, count: number, isBillable: boolean): string {
  if (count === 1) return isBillable ? "Counts as billable." : "Marked as a test call.";
  return isBillable
    ? `${format.count(count, "call")} count as billable.`
    : `${format.count(count, "call")} marked as tests.`;
}

type Older = { rows: ListedCall[]; cursor: string | null };

function withChange(page: CallPage | undefined, change: Change): CallPage | undefined {
  return page && { ...page, data: changed(page.data, change) };
}

function withOlderChange(older: Older | undefined, change: Change): Older | undefined {
  return older && { ...older, rows: changed(older.rows, change) };
}

function changed(calls: ListedCall[], { ids, is_billable }: Change): ListedCall[] {
  return calls.map((call) => (ids.includes(call.id) ? { ...call, is_billable } : call));
}
