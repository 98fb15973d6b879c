"use client";

import { useEffect, useRef, useState } from "react";

/** Two steps as close as this are a walk through the list. */
const HURRY_MS = 250;
const PAUSE_MS = 200;

/** The value, at once; while it changes in haste, the one it comes to rest at: what is passed by is not read. */
export function useSettled<Value>(value: Value): Value {
  const [settled, settle] = useState(value);
  const changed = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    const isHasty = now - changed.current < HURRY_MS;
    changed.current = now;
    if (!isHasty) return settle(value);
    const timer = setTimeout(() => settle(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
