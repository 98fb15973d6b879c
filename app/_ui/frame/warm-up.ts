import { PLACES, SETTINGS } from "./places";

const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import("../toaster"),
  () => import("../tip"),
  () => import("../menu-parts"),
  () => import("../dialog-parts"),
  () => import("../confirm-dialog-parts"),
  () => import("../popover-parts"),
  () => import("./command-bar"),
  () => import("./shortcut-help"),
  () => import("./person-menu-items"),
  () => import("./organization-links"),
];

/**
 * Fetches the overlays nobody has opened yet: menus, dialogs, toasts and the command bar then open at once, also without a
 * connection; and ahead of their first visit the places of the frame, which then say at once that they come, also on a slow
 * line. The first load carries none of it. One after the other, whenever the page has nothing else to do: ten at once would
 * hold it for a tenth of a second.
 */
export async function warmUp(router: { prefetch(address: string): void }, slug: string): Promise<void> {
  for (const part of PARTS) {
    await untilIdle();
    // What fails here is fetched again when it is wanted.
    await part().catch(() => undefined);
  }
  for (const { path } of [...PLACES, SETTINGS]) {
    await untilIdle();
    router.prefetch(`/${slug}/${path}`);
  }
}

// Safari knows no idle callbacks.
function untilIdle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(resolve, { timeout: 1_000 });
    else setTimeout(resolve, 50);
  });
}
