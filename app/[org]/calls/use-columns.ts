"use client";

import { type CallColumn, usualColumns } from "@/lib/views/call-columns";
import type { Preferences } from "@/lib/views/schemas";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";

/** The columns in force: the person's own, in every browser and organization. `useKeepColumns` changes them. */
export function useColumns(initial: Snapshot<Preferences>): readonly CallColumn[] {
  return useApi<Preferences>("/api/v1/preferences", { initial }).data?.calls_columns ?? usualColumns;
}
