"use client";

import { usePathname } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";

/** From this width on a call has room beside the list. */
export const WIDE = "(min-width: 80rem)";

/** Whether this window has that room now. */
export const isWide = () => matchMedia(WIDE).matches;

/** The call beside the list, and what the list was when it last stood alone: one step back leads there. */
export type Beside = { id: string | null; alone: RefObject<string | null> };

/**
 * The call that the address names while the list is on screen. Opening it changes the address in the browser alone (decision
 * 164): the list stays as it is, the call is read by its own request, and whoever loads the address gets the call's page.
 * @param query of the list
 */
export function useBeside(query: string): Beside {
  const id = /\/calls\/(.{36})$/.exec(usePathname())?.[1] ?? null;
  const alone = useRef<string | null>(null);
  useEffect(() => {
    if (!id) alone.current = query;
  });
  return { id, alone };
}
