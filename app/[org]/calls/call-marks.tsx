"use client";

import { useEffect } from "react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { olderPath } from "../../_ui/data/use-cursor-list";
import { useMutationApi } from "../../_ui/data/use-mutation-api";

type Billable = { ids: string[]; is_billable: boolean };
type Reviewed = { ids: string[]; is_reviewed: boolean };

/** What can be said of listed calls. */
export type Marks = {
  billable: (ids: string[], is_billable: boolean) => void;
  reviewed: (ids: string[], is_reviewed: boolean) => void;
};

/** Draws nothing: hands over what marks the calls of a list, so that its code need not be there before the list is. */
export function CallMarks({ path, onReady }: { path: string; onReady: (marks: Marks) => void }) {
  const setBillable = useSetBillable(path);
  const setReviewed = useSetReviewed(path);
  useEffect(() => {
    // What could not be marked is told by a toast.
    onReady({
      billable: (ids, is_billable) => void setBillable({ ids, is_billable }).catch(() => undefined),
      reviewed: (ids, is_reviewed) => void setReviewed({ ids, is_reviewed }).catch(() => undefined),
    });
  }, [onReady, setBillable, setReviewed]);
  return null;
}

/** Marks listed calls as billable or test: at once, with undo; the live event renews totals and other screens. */
function useSetBillable(path: string) {
  return useMarkCalls<Billable>(path, {
    to: "/calls/billable",
    mark: (call, { is_billable }) => ({ ...call, is_billable }),
    back: ({ is_billable }, ids) => ({ ids, is_billable: !is_billable }),
    told: (format, count, { is_billable }) => {
      if (count === 1) return is_billable ? "Counts as billable." : "Marked as a test call.";
      return `${format.count(count, "call")} ${is_billable ? "count as billable" : "marked as tests"}.`;
    },
  });
}

/** Marks listed calls as looked at, or takes that back, in the same way. */
function useSetReviewed(path: string) {
  return useMarkCalls<Reviewed>(path, {
    to: "/calls/review",
    mark: (call, { is_reviewed }) => ({ ...call, reviewed_at: is_reviewed ? new Date().toISOString() : null }),
    back: ({ is_reviewed }, ids) => ({ ids, is_reviewed: !is_reviewed }),
    told: (format, count, { is_reviewed }) => {
      const calls = count === 1 ? "" : `${format.count(count, "call")} `;
      const said = `${calls}${is_reviewed ? "marked reviewed" : "not reviewed any more"}.`;
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
  });
}

type Way<Change> = {
  to: string;
  mark: (call: ListedCall, change: Change) => ListedCall;
  back: (change: Change, ids: string[]) => Change;
  told: (format: Format, count: number, change: Change) => string;
};

type Older = { rows: ListedCall[]; cursor: string | null };

function useMarkCalls<Change extends { ids: string[] }>(path: string, { to, mark, back, told }: Way<Change>) {
  const format = useFormat();
  const marked = (calls: ListedCall[], change: Change) =>
    calls.map((call) => (change.ids.includes(call.id) ? mark(call, change) : call));
  const { run } = useMutationApi<Change, { changed: string[] }>({
    method: "PUT",
    path: () => to,
    optimistic: (change) => [
      {
        path,
        change: (current) => {
          const page = current as CallPage | undefined;
          return page && { ...page, data: marked(page.data, change) };
        },
      },
      {
        path: olderPath(path),
        change: (current) => {
          const older = current as Older | undefined;
          return older && { ...older, rows: marked(older.rows, change) };
        },
      },
    ],
    undo: (change, { changed }) =>
      changed.length === 0 ? null : { message: told(format, changed.length, change), input: back(change, changed) },
  });
  return run;
}
