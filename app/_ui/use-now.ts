"use client";

import { useSyncExternalStore } from "react";

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** One shared clock per interval, so a hundred rows tick with one timer. */
const clocks = new Map<number, Clock>();

function clock(interval: number): Clock {
  const found = clocks.get(interval);
  if (found) return found;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const made: Clock = {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const each of listeners) each();
      }, interval);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    // Whole steps, so that two reads within one step are equal.
    read: () => Math.floor(Date.now() / interval) * interval,
  };
  clocks.set(interval, made);
  return made;
}

/** Milliseconds now in whole steps of `interval`, renewed with each step. */
export function useNow(interval: number): number {
  const { subscribe, read } = clock(interval);
  return useSyncExternalStore(subscribe, read, read);
}
