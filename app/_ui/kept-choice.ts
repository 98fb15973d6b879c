"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Whether this browser keeps a choice such as `rail=folded`, in a cookie so that the server draws by it. What the server drew
 * repeats itself for ten minutes (the router keeps pages); the cookie is of now.
 */
export function useKeptChoice(choice: string, drawn: boolean): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.cookie.split("; ").includes(choice),
    () => drawn,
  );
}

/** Keeps a choice for a year. */
export function keepChoice(choice: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${choice}; path=/; max-age=31536000; samesite=lax`;
  for (const listener of listeners) listener();
}
