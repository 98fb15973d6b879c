"use client";

import { useCallback, useRef, useState } from "react";
import { type CallColumn, usualColumns } from "@/lib/views/call-columns";

/** The columns in force, and a way to choose others; the choice is the person's, in every browser and organization. */
export function useColumns(kept: readonly CallColumn[] | null) {
  const [columns, setColumns] = useState<readonly CallColumn[]>(kept ?? usualColumns);
  const sure = useRef(columns);
  const choose = useCallback((next: readonly CallColumn[] | null) => {
    const chosen = next ?? usualColumns;
    setColumns(chosen);
    void import("./keep-columns")
      .then(({ keepColumns }) => keepColumns(next))
      .then(
        () => {
          sure.current = chosen;
        },
        // What was chosen after it is not its to take back.
        () => setColumns((now) => (now === chosen ? sure.current : now)),
      );
  }, []);
  return { columns, choose };
}
