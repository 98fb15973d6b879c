"use client";

import type { CallPage } from "@/lib/calls/list-calls";
import { useMutationApi } from "../../_ui/data/use-mutation-api";

type Change = { id: string; is_billable: boolean };

/** Marks a listed call as billable or test: at once, with undo; the live event renews totals and older pages. */
export function useSetBillable(path: string) {
  const { run } = useMutationApi<Change>({
    method: "PUT",
    path: ({ id }) => `/calls/${id}/billable`,
    body: ({ is_billable }) => ({ is_billable }),
    optimistic: (change) => [{ path, change: (page) => withChange(page as CallPage | undefined, change) }],
    undo: ({ id, is_billable }) => ({
      message: is_billable ? "Counts as billable." : "Marked as a test call.",
      input: { id, is_billable: !is_billable },
    }),
  });
  return run;
}

function withChange(page: CallPage | undefined, { id, is_billable }: Change): CallPage | undefined {
  return page && { ...page, data: page.data.map((call) => (call.id === id ? { ...call, is_billable } : call)) };
}
