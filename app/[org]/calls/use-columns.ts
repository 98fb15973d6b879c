"use client";

import { useCallback, useState } from "react";
import { type CallColumn, usualColumns } from "@/lib/views/call-columns";

/** The columns in force, and a way to choose others; the choice is the person's, in every browser and organization. */
export function useColumns(kept: readonly CallColumn[] | null) {
  const [columns, setColumns] = useState<readonly CallColumn[]>(kept ?? usualColumns);
  const choose = useCallback(
    (next: readonly CallColumn[] | null) => {
      setColumns(next ?? usualColumns);
      void import("./keep-columns").then(({ keepColumns }) => keepColumns(next)).catch(() => setColumns(columns));
    },
    [columns],
  );
  return { columns, choose };
}
