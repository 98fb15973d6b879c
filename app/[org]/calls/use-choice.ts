"use client";

import { useState } from "react";

/** At most so many rows can be changed by one request. */
export const MOST = 200;

/** The rows somebody has chosen, one by one or with Shift from the last one on; rows that left the list are not chosen. */
export function useChoice(keys: readonly string[]) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState("");
  const chosen = new Set(keys.filter((key) => marked.has(key)));
  const toggle = (key: string, extend: boolean) => {
    const at = keys.indexOf(key);
    const from = extend && keys.includes(last) ? keys.indexOf(last) : at;
    const span = keys.slice(Math.min(from, at), Math.max(from, at) + 1);
    const on = !chosen.has(key);
    const next = new Set(chosen);
    for (const each of span) {
      if (!on) next.delete(each);
      else if (next.size < MOST) next.add(each);
    }
    setMarked(next);
    setLast(key);
  };
  return {
    chosen,
    toggle,
    clear: () => setMarked(new Set()),
    all: () => setMarked(new Set(keys.slice(0, MOST))),
  };
}
