"use client";

import type { CallColumn } from "@/lib/views/call-columns";
import type { Preferences } from "@/lib/views/schemas";
import { useMutationApi } from "../../_ui/data/use-mutation-api";

const PATH = "/api/v1/preferences";

/** Chooses which columns a person's tables of calls have, null for the usual ones. Shown at once; what fails is taken back, and a toast says so. */
export function useKeepColumns(): (columns: readonly CallColumn[] | null) => void {
  const { run } = useMutationApi<Preferences, Preferences>({
    method: "PUT",
    path: () => PATH,
    optimistic: (chosen) => [{ path: PATH, change: () => chosen }],
    invalidates: () => [PATH],
  });
  return (columns) => void run({ calls_columns: columns && [...columns] }).catch(() => undefined);
}
