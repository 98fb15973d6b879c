"use client";

import { usePathname } from "next/navigation";

/** From this width on a call has room beside the list. */
export const WIDE = "(min-width: 80rem)";

/** Whether this window has that room now. */
export const isWide = () => matchMedia(WIDE).matches;

/**
 * The call that the address names while the list is on screen. Opening it changes the address in the browser alone (decision
 * 164): the list stays as it is, the call is read by its own request, and whoever loads the address gets the call's page.
 */
export function useBeside(): string | null {
  return /\/calls\/(.{36})$/.exec(usePathname())?.[1] ?? null;
}
