"use client";

import { useEffect } from "react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { CallDetail } from "@/lib/calls/get-call";
import type { ListedCall } from "@/lib/calls/listed-call";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { useOrg } from "../../_ui/frame/org-context";
import { useShortcuts } from "../../_ui/shortcuts";
import { inRows } from "./in-rows";

type Billable = { ids: string[]; is_billable: boolean; reasons?: Record<string, string> };
type Reviewed = { ids: string[]; is_reviewed: boolean };

/** What can be said of listed calls. */
export type Marks = {
  billable: (ids: string[], is_billable: boolean) => void;
  reviewed: (ids: string[], is_reviewed: boolean) => void;
};

/** The row that has the focus acts by them; here they are listed. A call beside the list has its own but for the first. */
const KEYS = [
  { keys: "x", does: "Choose the call, with Shift up to it" },
  { keys: "b", does: "Mark the call, or the chosen ones, as test or billable" },
  { keys: "e", does: "Mark the call, or the chosen ones, as reviewed, and go on" },
];

/** Draws nothing: hands over what marks the calls of a list, so that its code need not be there before the list is. */
export function CallMarks({
  path,
  beside,
  onReady,
}: {
  path: string;
  /** the call that stands beside the list */
  beside: string | null;
  onReady: (marks: Marks) => void;
}) {
  const setBillable = useSetBillable(path, beside);
  const setReviewed = useSetReviewed(path, beside);
  useShortcuts(KEYS.slice(0, beside === null ? 3 : 1));
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
function useSetBillable(path: string, beside: string | null) {
  return useMarkCalls<Billable, { reasons: Record<string, string> }>(path, beside, {
    to: "/calls/billable",
    mark: ({ is_billable }) => ({ is_billable }),
    // Why they were marked is taken back with it.
    back: ({ is_billable }, { changed, reasons }) => ({ ids: changed, is_billable: !is_billable, reasons }),
    told: (format, count, { is_billable }) => {
      if (count === 1) return is_billable ? "Counts as billable." : "Marked as a test call.";
      return `${format.count(count, "call")} ${is_billable ? "count as billable" : "marked as tests"}.`;
    },
  });
}

/** Marks listed calls as looked at, or takes that back, in the same way. */
function useSetReviewed(path: string, beside: string | null) {
  const { person } = useOrg();
  return useMarkCalls<Reviewed>(path, beside, {
    to: "/calls/review",
    mark: ({ is_reviewed }) => ({ reviewed_at: is_reviewed ? new Date().toISOString() : null }),
    by: ({ is_reviewed }) => ({
      reviewed_by: is_reviewed ? { id: person.id, name: person.full_name || person.email } : null,
    }),
    back: ({ is_reviewed }, { changed }) => ({ ids: changed, is_reviewed: !is_reviewed }),
    told: (format, count, { is_reviewed }) => {
      const calls = count === 1 ? "" : `${format.count(count, "call")} `;
      const said = `${calls}${is_reviewed ? "marked reviewed" : "not reviewed any more"}.`;
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
  });
}

type Answer = { changed: string[] };

type Way<Change, Told> = {
  to: string;
  mark: (change: Change) => Partial<ListedCall & CallDetail>;
  /** What the call itself says beyond its row. */
  by?: (change: Change) => Partial<CallDetail>;
  back: (change: Change, answer: Answer & Told) => Change;
  told: (format: Format, count: number, change: Change) => string;
};

function useMarkCalls<Change extends { ids: string[] }, Told = unknown>(
  path: string,
  beside: string | null,
  way: Way<Change, Told>,
) {
  const { to, mark, by, back, told } = way;
  const format = useFormat();
  const { run } = useMutationApi<Change, Answer & Told>({
    method: "PUT",
    path: () => to,
    optimistic: (change) => [
      ...inRows(path, (call) => (change.ids.includes(call.id) ? { ...call, ...mark(change) } : call)),
      ...(beside !== null && change.ids.includes(beside)
        ? [
            {
              path: `/calls/${beside}`,
              change: (current: unknown) => current && { ...current, ...mark(change), ...by?.(change) },
            },
          ]
        : []),
    ],
    undo: (change, answer) =>
      answer.changed.length === 0
        ? null
        : { message: told(format, answer.changed.length, change), input: back(change, answer) },
  });
  return run;
}
