"use client";

import { useRef, useState } from "react";

/** What is being written: null while nobody writes. */
type Draft = { text: string | null; atMs: number | null };

const NONE: Draft = { text: null, atMs: null };

/** As long as the page is not loaded anew: whoever walks on to another call finds it when they come back. */
const drafts = new Map<string, Draft>();

/** Whether something that was not saved is kept under this id. */
export function hasDraft(of: string): boolean {
  return drafts.has(of);
}

/** What somebody writes about `of` (an id), kept until it is saved or given up. */
export function useDraft(of: string) {
  const [draft, setDraft] = useState(() => drafts.get(of) ?? NONE);
  const latest = useRef(draft);
  const put = (next: Draft) => {
    latest.current = next;
    if (next.text) drafts.set(of, next);
    else drafts.delete(of);
    setDraft(next);
  };
  return {
    ...draft,
    keep: (change: Partial<Draft>) => put({ ...latest.current, ...change }),
    /** Ends what was saved or given up; what has been written beyond it stays. */
    drop: (text: string | null) => {
      if (latest.current.text === text) put(NONE);
    },
  };
}
