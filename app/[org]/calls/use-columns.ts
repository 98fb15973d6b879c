"use client";

import { useState } from "react";
import { type CallColumn, usualColumns } from "@/lib/views/call-columns";
import { useMutationApi } from "../../_ui/data/use-mutation-api";

/** The columns in force, and a way to choose others; the choice is the person's, in every browser and organization. */
export function useColumns(kept: readonly CallColumn[] | null) {
  const [columns, setColumns] = useState<readonly CallColumn[]>(kept ?? usualColumns);
  const { run } = useMutationApi<{ calls_columns: readonly CallColumn[] | null }>({
    method: "PUT",
    path: () => "/api/v1/preferences",
  });
  const choose = (next: readonly CallColumn[] | null) => {
    setColumns(next ?? usualColumns);
    void run({ calls_columns: next }).catch(() => setColumns(columns));
  };
  return { columns, choose };
}
